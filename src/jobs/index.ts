import type { JobName } from '../domain/jobs.js';
import type { JobHandler } from './context.js';
import { matchContacts } from './match-contacts.js';
import { refreshUserGroups } from './refresh-user-groups.js';
import { runClock } from './run-clock.js';
import { showInvoice } from './show-invoice.js';
import { showRewardCard } from './show-reward-card.js';
import { tellAdmins } from './tell-admins.js';
import { tellCreator } from './tell-creator.js';
import { tellPartner } from './tell-partner.js';
import { tellPartnerOfPayment } from './tell-partner-of-payment.js';
import { tellThread } from './tell-thread.js';

/** Everything the bot does on its own. */
export const jobHandlers: { readonly [Name in JobName]: JobHandler<Name> } = {
  'show-reward-card': showRewardCard,
  'tell-thread': tellThread,
  'tell-creator': tellCreator,
  'tell-partner': tellPartner,
  'tell-partner-of-payment': tellPartnerOfPayment,
  'show-invoice': showInvoice,
  'tell-admins': tellAdmins,
  'match-contacts': matchContacts,
  'run-clock': runClock,
  'refresh-user-groups': refreshUserGroups,
};

/** What starts by itself, in UTC. */
export const crontab = ['0 * * * * run-clock', '5 * * * * refresh-user-groups'].join('\n');
