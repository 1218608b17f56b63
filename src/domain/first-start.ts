import type { Role } from './policy.js';

/** What a workspace starts with the first time. From then on what is in the database wins. */
export interface FirstStartSettings {
  readonly reviewChannel?: string | undefined;
  readonly financeChannel?: string | undefined;
  /** ISO 4217, the default first. */
  readonly currencies: readonly string[];
  readonly timeZone: string;
  /** Slack users and user groups; an empty list means admins only. */
  readonly grants: Readonly<Record<Role, readonly string[]>>;
}

/** Without these no reward could be reviewed or paid: their names, as an operator sets them. */
export function missingAtFirstStart(settings: FirstStartSettings): string[] {
  return [
    ...(settings.reviewChannel ? [] : ['REVIEW_CHANNEL']),
    ...(settings.financeChannel ? [] : ['FINANCE_CHANNEL']),
    ...(settings.grants.admin.length > 0 ? [] : ['ADMIN_USERS']),
  ];
}
