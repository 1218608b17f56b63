/** Whom a role is given to, and, where it is limited, the partner groups it is given for. */
export interface Grantee {
  /** A Slack user (U…, W…) or user group (S…). */
  readonly principalId: string;
  /** Only for partners of these groups; none: for all partners. */
  readonly partnerGroups: readonly string[];
}

export const SLACK_PRINCIPAL = /^[UWS][A-Z0-9]{2,}$/;

/** `U0ANA`, or `U0ANA:Gold+Silver` with what parts the groups (`,` `+` `:` `%`) percent-encoded inside their names. */
export function showGrantee({ principalId, partnerGroups }: Grantee): string {
  return partnerGroups.length > 0 ? `${principalId}:${partnerGroups.map(encodeGroup).join('+')}` : principalId;
}

/** Reads what `showGrantee` writes. Undefined: it is something else. */
export function readGrantee(text: string): Grantee | undefined {
  const [principalId = '', groups, ...rest] = text.split(':');
  if (!SLACK_PRINCIPAL.test(principalId) || rest.length > 0) return undefined;
  if (groups === undefined) return { principalId, partnerGroups: [] };
  const partnerGroups = groups.split('+').map(decodeGroup);
  return partnerGroups.every(Boolean) ? { principalId, partnerGroups: [...new Set(partnerGroups)] } : undefined;
}

/** The grantees of a setting's text, such as `U0ANA:Gold,S0MANAGERS`. */
export function readGrantees(text: string): Grantee[] {
  return text.split(',').flatMap((part) => readGrantee(part.trim()) ?? []);
}

export function showGrantees(grantees: readonly Grantee[]): string {
  return grantees.map(showGrantee).join(',');
}

/** Those whose grant is for all partners, or those who have one for this partner group. */
export function granteesFor(grantees: readonly Grantee[], group: string | undefined): string[] {
  return grantees
    .filter(({ partnerGroups }) => (group === undefined ? partnerGroups.length === 0 : partnerGroups.includes(group)))
    .map(({ principalId }) => principalId);
}

/**
 * Makes these people and user groups, and no others, have a grant for all partners (`group` undefined) or for this
 * partner group. Whoever loses their last group loses the grant: it never widens to all. A grant for all stays one.
 */
export function regrant(
  grantees: readonly Grantee[],
  group: string | undefined,
  principalIds: readonly string[],
): Grantee[] {
  const chosen = new Set(principalIds);
  const known = new Set(grantees.map(({ principalId }) => principalId));
  const kept = grantees.flatMap((grantee): Grantee[] => {
    const { principalId, partnerGroups } = grantee;
    if (group === undefined) {
      if (chosen.has(principalId)) return [{ principalId, partnerGroups: [] }];
      return partnerGroups.length > 0 ? [grantee] : [];
    }
    if (partnerGroups.length === 0) return [grantee];
    const isIn = partnerGroups.includes(group);
    if (chosen.has(principalId) && isIn) return [grantee];
    const groups = chosen.has(principalId) ? [...partnerGroups, group] : partnerGroups.filter((name) => name !== group);
    return groups.length > 0 ? [{ principalId, partnerGroups: groups }] : [];
  });
  const added = [...chosen]
    .filter((principalId) => !known.has(principalId))
    .map((principalId) => ({ principalId, partnerGroups: group === undefined ? [] : [group] }));
  return [...kept, ...added];
}

/** Each principal once: a grant for all partners wins, and the groups of several add up. */
export function mergeGrantees(grantees: readonly Grantee[]): Grantee[] {
  const merged = new Map<string, Grantee>();
  for (const { principalId, partnerGroups } of grantees) {
    const before = merged.get(principalId)?.partnerGroups;
    const isForAll = partnerGroups.length === 0 || before?.length === 0;
    const groups = isForAll ? [] : [...new Set([...(before ?? []), ...partnerGroups])];
    merged.set(principalId, { principalId, partnerGroups: groups });
  }
  return [...merged.values()];
}

function encodeGroup(name: string): string {
  return name.replace(/[%,+:]/g, (character) => encodeURIComponent(character));
}

function decodeGroup(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return '';
  }
}
