import type { Role } from './policy.js';

/** What a person's Home shows: each part is there for whom it is meant, and for nobody else (SPEC 7). */
export interface HomeSheet {
  readonly programme: string;
  /** The channels are chosen, so rewards can be created. */
  readonly isSetUp: boolean;
  readonly roles: ReadonlySet<Role>;
  /** Whom to ask. */
  readonly admins: readonly string[];
}
