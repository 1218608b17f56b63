import type { HomeCreated, HomeEarnings, HomeInvoices, HomeQueue } from './home-parts.js';
import type { Role } from './policy.js';
import type { SetupReport } from './setup.js';

/** Nobody was named as an admin yet; or what an admin is told of the three steps. */
export type HomeSetup =
  | { readonly kind: 'unclaimed'; readonly mayClaim: boolean }
  | { readonly kind: 'admin'; readonly report: SetupReport };

/** What a person's Home shows: each part is there for whom it is meant, and for nobody else (SPEC 7). */
export interface HomeSheet {
  readonly programme: string;
  /** The channels are chosen, so rewards can be created. */
  readonly isSetUp: boolean;
  readonly roles: ReadonlySet<Role>;
  /** Whom to ask. */
  readonly admins: readonly string[];
  /** For admins, and for everybody while there is none. */
  readonly setup?: HomeSetup | undefined;
  /** What waits for a decision: for approvers and admins. */
  readonly queue?: HomeQueue | undefined;
  /** What they created: for managers and admins. */
  readonly created?: HomeCreated | undefined;
  /** Whether they are told of approvals and payments: for everybody who may create rewards, or did. */
  readonly approvalNotices?: boolean | undefined;
  /** For finance and admins. */
  readonly invoices?: HomeInvoices | undefined;
  /** For contacts of partners. */
  readonly earnings?: HomeEarnings | undefined;
}
