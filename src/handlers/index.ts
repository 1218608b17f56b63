import type { App } from '@slack/bolt';
import { ACTION, COMMAND, SHORTCUT, USER_GROUPS, VIEW } from '../views/ids.js';
import { allowRunAnyway } from './allow-run.js';
import { openAnswerForm, sendAnswerAgain, submitAnswerForm } from './answer.js';
import { confirmSeveral, openSeveralForm, submitSeveral } from './approve-several.js';
import { openAskForm, submitAskForm } from './ask.js';
import { chooseInvoiceItem } from './choose-invoice-item.js';
import { chooseMenuItem } from './choose-menu-item.js';
import { pressClaim } from './claim-admin.js';
import { submitClawbackForm } from './claw-back.js';
import { createRewardAnywhere } from './create-reward-shortcut.js';
import { pressDecision } from './decide.js';
import type { HandlerDeps } from './deps.js';
import { openDoors } from './doors.js';
import { pressEdit, submitEditForm } from './edit-reward.js';
import {
  chooseCreatedStatus,
  clearQueueFilter,
  openQueueFilter,
  submitQueueFilter,
  turnCreatorNotices,
  turnHomePage,
} from './home.js';
import { openInvoicePaidForm, openInvoicePartners, submitInvoicePaidForm, turnInvoicePage } from './invoice.js';
import {
  openPullForm,
  submitPullForm,
  submitRemoveLineForm,
  suggestLateRewards,
  suggestLines,
} from './invoice-lines.js';
import { openInvoiceReasonForm, pressInvoiceMove, submitInvoiceReasonForm } from './move-invoice.js';
import { openDecisionForm } from './open-decision-form.js';
import { openHome } from './open-home.js';
import { chooseManagerScope, openSettingsForm } from './open-settings.js';
import { refreshRewardForm } from './refresh-reward-form.js';
import { openSeveralOfInvoice, openUnreviewed } from './review-invoice.js';
import { rewardForMessage } from './reward-for-message.js';
import { runCommand } from './run-command.js';
import { choosePartnerMatch, rewardPartner } from './show-partner.js';
import {
  submitAlone,
  submitChange,
  submitChanges,
  submitDecline,
  submitHold,
  submitPaid,
  submitWithdraw,
} from './submit-decisions.js';
import { submitLinkForm } from './submit-link-form.js';
import { submitRewardForm } from './submit-reward-form.js';
import { submitSettingsForm } from './submit-settings-form.js';
import { suggestCustomers, suggestPartners } from './suggest.js';
import { suggestTimeZones, suggestUserGroups } from './suggest-settings.js';

/** Every door from Slack into the bot. What is not here, Slack cannot reach. */
export function registerHandlers(app: App, deps: HandlerDeps): void {
  const { onCommand, onGlobalShortcut, onMessageShortcut, onHomeOpened, onOptions, onAction, onHome, onSubmit } =
    openDoors(app, deps);

  onHomeOpened(openHome(deps));
  onCommand(COMMAND.reward, runCommand(deps));
  onGlobalShortcut(SHORTCUT.createReward, createRewardAnywhere(deps));
  onMessageShortcut(SHORTCUT.rewardForMessage, rewardForMessage(deps));
  onOptions(ACTION.partner, suggestPartners(deps));
  onOptions(ACTION.customer, suggestCustomers(deps));
  onAction(ACTION.partner, refreshRewardForm(deps));
  onAction(ACTION.customer, refreshRewardForm(deps));
  onSubmit(VIEW.rewardForm, submitRewardForm(deps));
  onAction(ACTION.partnerMatch, choosePartnerMatch(deps));
  onAction(ACTION.rewardPartner, rewardPartner(deps));

  onAction(ACTION.approve, pressDecision(deps, 'approve'));
  onAction(ACTION.release, pressDecision(deps, 'release'));
  onAction(ACTION.decline, openDecisionForm(deps, 'decline'));
  onAction(ACTION.hold, openDecisionForm(deps, 'hold'));
  onAction(ACTION.menu, chooseMenuItem(deps));
  onSubmit(VIEW.declineForm, submitDecline(deps));
  onSubmit(VIEW.holdForm, submitHold(deps));
  onSubmit(VIEW.paidForm, submitPaid(deps));
  onSubmit(VIEW.withdrawForm, submitWithdraw(deps));
  onSubmit(VIEW.changeForm, submitChange(deps));
  onSubmit(VIEW.aloneForm, submitAlone(deps));
  onSubmit(VIEW.linkForm, submitLinkForm(deps));
  onSubmit(VIEW.clawbackForm, submitClawbackForm(deps));
  onSubmit(VIEW.changesForm, submitChanges(deps));
  onAction(ACTION.editReward, pressEdit(deps));
  onSubmit(VIEW.editForm, submitEditForm(deps));

  onHome(new RegExp(`^${ACTION.homePage}:`), turnHomePage(deps));
  onHome(ACTION.homeFilterClear, clearQueueFilter(deps));
  onHome(ACTION.homeCreatedStatus, chooseCreatedStatus(deps));
  onHome(ACTION.homeCreatorNotices, turnCreatorNotices(deps));
  onAction(ACTION.homeFilter, openQueueFilter(deps));
  onAction(ACTION.homeApproveSeveral, openSeveralForm(deps));
  onAction(ACTION.homeCreate, createRewardAnywhere(deps));
  onSubmit(VIEW.queueFilterForm, submitQueueFilter(deps));
  onSubmit(VIEW.severalForm, confirmSeveral(deps));
  onSubmit(VIEW.severalConfirm, submitSeveral(deps));
  onAction(ACTION.ask, openAskForm(deps));
  onSubmit(VIEW.askForm, submitAskForm(deps));
  onAction(ACTION.answer, openAnswerForm(deps));
  onAction(ACTION.sendAnswerAgain, sendAnswerAgain(deps));
  onSubmit(VIEW.answerForm, submitAnswerForm(deps));

  onAction(ACTION.allowRun, allowRunAnyway(deps));
  onAction(ACTION.invoicePaid, openInvoicePaidForm(deps));
  onAction(ACTION.invoicePause, openInvoiceReasonForm(deps, 'pause'));
  onAction(ACTION.invoiceResume, pressInvoiceMove(deps, 'resume'));
  onAction(ACTION.invoiceFinalise, pressInvoiceMove(deps, 'finalise'));
  onAction(ACTION.invoiceFail, openInvoiceReasonForm(deps, 'fail'));
  onAction(ACTION.invoiceRetry, pressInvoiceMove(deps, 'retry'));
  onAction(ACTION.invoicePull, openPullForm(deps));
  onAction(ACTION.invoiceMenu, chooseInvoiceItem(deps));
  onAction(ACTION.invoiceReview, openUnreviewed(deps));
  onAction(ACTION.invoiceApproveSeveral, openSeveralOfInvoice(deps));
  onAction(ACTION.invoicePartners, openInvoicePartners(deps));
  onAction(new RegExp(`^${ACTION.invoicePartnersPage}:`), turnInvoicePage(deps));
  onSubmit(VIEW.invoicePaidForm, submitInvoicePaidForm(deps));
  onSubmit(VIEW.invoiceReasonForm, submitInvoiceReasonForm(deps));
  onSubmit(VIEW.removeLineForm, submitRemoveLineForm(deps));
  onSubmit(VIEW.pullRewardForm, submitPullForm(deps));
  onOptions(ACTION.invoiceLine, suggestLines(deps));
  onOptions(ACTION.lateReward, suggestLateRewards(deps));

  onAction(ACTION.claimAdmin, pressClaim(deps));
  onAction(new RegExp(`^${ACTION.openSettings}:`), openSettingsForm(deps));
  onAction(ACTION.managerScope, chooseManagerScope(deps));
  onSubmit(VIEW.settingsForm, submitSettingsForm(deps));
  onOptions(ACTION.timeZone, suggestTimeZones());
  onOptions(new RegExp(`\\${USER_GROUPS}$`), suggestUserGroups(deps));
}
