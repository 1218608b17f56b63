import { createHash } from 'node:crypto';
import { type Reads, type Tx, withoutTimeout } from '../db/client.js';
import { enqueue, enqueueWaitingCards } from '../db/enqueue.js';
import { appendProgrammeEvent, getLastSettingEvent } from '../db/events.js';
import { closeTrouble } from '../db/messages.js';
import { findGrantsInOrder, findRoleHolders, loadActor } from '../db/roles.js';
import { countOpenRewards, lockProgramme } from '../db/settings.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { COMMAND_LINE, mayChangeSettings } from '../domain/policy.js';
import { isSettingName, SETTING_NAMES, type SettingName } from '../domain/settings.js';
import { CHANNEL_SETTINGS, type Gap, peopleGaps } from '../domain/setup.js';
import type { Deps } from './deps.js';
import { requireAllowed } from './require-allowed.js';
import { settingPlaces } from './setting-places.js';

/** A setting and its value, as the text that would set it. */
export interface SettingText {
  readonly name: SettingName;
  readonly value: string;
}

export interface SettingOrder {
  readonly workspaceId: string;
  readonly name: string;
  readonly value: string;
  readonly actor: string;
}

export interface SettingsOrder {
  readonly workspaceId: string;
  /** A Slack user, who has to be an admin, or the command line. */
  readonly actor: string;
  readonly settings: readonly {
    readonly name: string;
    readonly value: string;
    /** The stamp of the value that was seen when this one was chosen; none: whatever it is. */
    readonly seen?: string | undefined;
  }[];
}

/** `from` and `to` are equal where nothing changed. */
export interface SettingChange {
  readonly name: SettingName;
  readonly from: string;
  readonly to: string;
}

/** What decides on which invoice a card says that its reward goes, and when that closes. */
const SHOWN_ON_CARDS: readonly SettingName[] = ['unreviewed', 'time-zone'];

const CHANNELS: readonly SettingName[] = CHANNEL_SETTINGS;

/** Stands for a setting's value where the value itself would be too long: two values differ where their stamps do. */
export function stampOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 32);
}

/** Every setting of a workspace, in the order people know them. */
export async function readSettings(db: Reads, workspaceId: string): Promise<SettingText[]> {
  const programme = await getProgramme(db, workspaceId);
  const grants = await findGrantsInOrder(db, workspaceId);
  return SETTING_NAMES.map((name) => ({ name, value: settingPlaces[name].show({ programme, grants }) }));
}

/** Changes one setting: see `changeSettings`. */
export async function changeSetting(deps: Deps, order: SettingOrder): Promise<SettingChange> {
  const { workspaceId, actor, name, value } = order;
  const [change] = await changeSettings(deps, { workspaceId, actor, settings: [{ name, value }] });
  if (!change) throw new TypeError('one setting makes one change');
  return change;
}

/**
 * Changes settings, each with its event, in one transaction: all of them or none; no event where a value is what it was.
 * Refuses whoever is no admin, `setting_unknown`, `setting_invalid`, `setting_changed` where somebody changed one that is
 * to be changed since it was seen, `currency_in_use` for a currency in which rewards are still owed, and `nobody_left`
 * where the last admin, or the last who may approve, would go.
 */
export async function changeSettings({ db, clock }: Deps, order: SettingsOrder): Promise<SettingChange[]> {
  const { workspaceId, actor } = order;
  const wanted = order.settings.map(({ name, ...rest }) => ({ name: requireName(name), ...rest }));
  // Every card that waits for an invoice may have to say something else.
  return withoutTimeout(db).transaction(async (tx) => {
    const before = await lockProgramme(tx, workspaceId);
    const now = clock.now();
    if (actor !== COMMAND_LINE) requireAllowed(mayChangeSettings(await loadActor(tx, workspaceId, actor, now)));
    const gapsBefore = await findGaps(tx, before, now);
    const changes: SettingChange[] = [];
    for (const setting of wanted) changes.push(await changeOne(tx, before, setting));

    const changed = changes.filter(({ from, to }) => from !== to);
    const after = await getProgramme(tx, workspaceId);
    await keepCurrenciesInUse(tx, before, after);
    refuseNewGaps(gapsBefore, await findGaps(tx, after, now));
    for (const { name: setting, from, to } of changed) {
      const scope = { workspaceId, programmeId: before.id };
      await appendProgrammeEvent(tx, scope, { kind: 'setting_changed', actor, at: now, facts: { setting, from, to } });
    }
    await oweWhatFollows(
      tx,
      { before, after },
      changed.map(({ name }) => name),
    );
    return changes;
  });
}

function requireName(name: string): SettingName {
  if (!isSettingName(name)) throw new Refusal('setting_unknown', { name, known: SETTING_NAMES });
  return name;
}

async function changeOne(
  tx: Tx,
  { workspaceId }: Programme,
  { name, value, seen }: { readonly name: SettingName; readonly value: string; readonly seen?: string | undefined },
): Promise<SettingChange> {
  const place = settingPlaces[name];
  const show = async () =>
    place.show({
      programme: await getProgramme(tx, workspaceId),
      grants: await findGrantsInOrder(tx, workspaceId),
    });
  const from = await show();
  // Whoever left a field as it was wants nothing of it, and takes nothing back that others did meanwhile.
  if (seen !== undefined && stampOf(value) === seen) return { name, from, to: from };
  if (seen !== undefined && stampOf(from) !== seen) {
    throw new Refusal('setting_changed', { name, last: await getLastSettingEvent(tx, workspaceId, name) });
  }
  await place.write(tx, await getProgramme(tx, workspaceId), value);
  return { name, from, to: await show() };
}

async function findGaps(tx: Tx, programme: Programme, now: Date): Promise<Gap[]> {
  const { rolesOf } = await findRoleHolders(tx, programme.workspaceId, now);
  return peopleGaps(rolesOf, programme);
}

/** A gap that was there before may stay, or nobody could mend half of what is wrong. */
function refuseNewGaps(before: readonly Gap[], after: readonly Gap[]): void {
  const to = after.find((gap) => !before.includes(gap));
  if (to) throw new Refusal('nobody_left', { to });
}

async function oweWhatFollows(
  tx: Tx,
  { before, after }: { readonly before: Programme; readonly after: Programme },
  changed: readonly SettingName[],
): Promise<void> {
  const { workspaceId, id: programmeId } = after;
  if (changed.some((name) => CHANNELS.includes(name))) await forgetTrouble(tx, before, after);
  if (changed.some((name) => settingPlaces[name].isRole))
    await enqueue(tx, { name: 'refresh-user-groups', payload: {} });
  if (changed.some((name) => SHOWN_ON_CARDS.includes(name)))
    await enqueueWaitingCards(tx, { workspaceId, programmeId });
}

async function keepCurrenciesInUse(tx: Tx, before: Programme, after: Programme): Promise<void> {
  for (const currency of before.currencies) {
    if (after.currencies.includes(currency)) continue;
    const rewards = await countOpenRewards(tx, before, currency);
    if (rewards > 0) throw new Refusal('currency_in_use', { currency, rewards });
  }
}

/** A channel that is given up, or chosen, starts anew: whenever it refuses the bot after that, the admins are told. */
async function forgetTrouble(tx: Tx, before: Programme, after: Programme): Promise<void> {
  const used = [before, after].map(({ reviewChannel, financeChannel }) => new Set([reviewChannel, financeChannel]));
  for (const channel of new Set(used.flatMap((channels) => [...channels])))
    if (channel && !used.every((channels) => channels.has(channel))) await closeTrouble(tx, after.workspaceId, channel);
}
