import type { Role } from './policy.js';

/** What a workspace starts with the first time. From then on what is in the database wins. */
export interface FirstStartSettings {
  /** Not named: chosen in the bot's Home. */
  readonly reviewChannel?: string | undefined;
  readonly financeChannel?: string | undefined;
  /** ISO 4217, the default first. */
  readonly currencies: readonly string[];
  readonly timeZone: string;
  /** Whether rewards that nobody reviewed are paid. Not named: asked in the bot's Home. */
  readonly unreviewed?: 'new_and_approved' | 'approved_only' | undefined;
  /** Slack users and user groups, as the settings write them. No admin: the first one claims it in the bot's Home. */
  readonly grants: Readonly<Record<Role, readonly string[]>>;
}
