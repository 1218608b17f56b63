import type { JobName } from '../domain/jobs.js';
import { askCreator } from './ask-creator.js';
import { checkBooks } from './check-books.js';
import type { JobHandler } from './context.js';
import { matchContacts } from './match-contacts.js';
import { notifyCreatorOfBulk, notifyCreatorOfDecision, notifyCreatorOfPayment } from './notify-creator.js';
import { notifyLatePayment } from './notify-late-payment.js';
import { postDigest } from './post-digest.js';
import { refreshUserGroups } from './refresh-user-groups.js';
import { remind } from './remind.js';
import { remindAsker } from './remind-asker.js';
import { remindBeforeCut } from './remind-before-cut.js';
import { remindCreator } from './remind-creator.js';
import { remindOfOverdue } from './remind-of-overdue.js';
import { reportBooks } from './report-books.js';
import { runClock } from './run-clock.js';
import { sendDigestChart } from './send-digest-chart.js';
import { sendInvoiceFiles } from './send-invoice-files.js';
import { showInvoice } from './show-invoice.js';
import { showQuestions } from './show-questions.js';
import { showRewardCard } from './show-reward-card.js';
import { showStoppedRun } from './show-stopped-run.js';
import { tellAdmins } from './tell-admins.js';
import { tellAnswer } from './tell-answer.js';
import { tellCarriedForward } from './tell-carried-forward.js';
import { tellCreator } from './tell-creator.js';
import { tellFormerPartner } from './tell-former-partner.js';
import { tellMissedMonths } from './tell-missed-months.js';
import { tellPartner } from './tell-partner.js';
import { tellPartnerOfPayment } from './tell-partner-of-payment.js';
import { tellThread } from './tell-thread.js';

/** Everything the bot does on its own. */
export const jobHandlers: { readonly [Name in JobName]: JobHandler<Name> } = {
  'show-reward-card': showRewardCard,
  'tell-thread': tellThread,
  'tell-creator': tellCreator,
  'ask-creator': askCreator,
  'notify-creator-of-decision': notifyCreatorOfDecision,
  'notify-creator-of-bulk': notifyCreatorOfBulk,
  'notify-creator-of-payment': notifyCreatorOfPayment,
  'tell-former-partner': tellFormerPartner,
  remind,
  'remind-creator': remindCreator,
  'remind-asker': remindAsker,
  'remind-before-cut': remindBeforeCut,
  'tell-partner': tellPartner,
  'tell-partner-of-payment': tellPartnerOfPayment,
  'notify-late-payment': notifyLatePayment,
  'tell-carried-forward': tellCarriedForward,
  'show-questions': showQuestions,
  'tell-answer': tellAnswer,
  'show-invoice': showInvoice,
  'send-invoice-files': sendInvoiceFiles,
  'remind-of-overdue': remindOfOverdue,
  'tell-admins': tellAdmins,
  'match-contacts': matchContacts,
  'show-stopped-run': showStoppedRun,
  'tell-missed-months': tellMissedMonths,
  'post-digest': postDigest,
  'send-digest-chart': sendDigestChart,
  'check-books': checkBooks,
  'report-books': reportBooks,
  'run-clock': runClock,
  'refresh-user-groups': refreshUserGroups,
};

/** What starts by itself, in UTC. */
export const crontab = ['0 * * * * run-clock', '5 * * * * refresh-user-groups', '30 3 * * * check-books'].join('\n');
