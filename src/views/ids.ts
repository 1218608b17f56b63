// Every id that Slack sends back. One place, so that a builder, its reader and the routing table cannot drift apart.

export const COMMAND = { reward: '/reward' } as const;

/** callback_id of each shortcut, as manifest.json names it. */
export const SHORTCUT = { createReward: 'create_reward', rewardForMessage: 'reward_for_message' } as const;

/** callback_id of each modal that can be submitted. */
export const VIEW = {
  rewardForm: 'reward_form',
  declineForm: 'decline_form',
  holdForm: 'hold_form',
  paidForm: 'paid_form',
  changeForm: 'change_form',
  aloneForm: 'alone_form',
  withdrawForm: 'withdraw_form',
  linkForm: 'link_form',
  clawbackForm: 'clawback_form',
  changesForm: 'changes_form',
  editForm: 'edit_form',
  invoicePaidForm: 'invoice_paid_form',
  invoiceReasonForm: 'invoice_reason_form',
  removeLineForm: 'remove_line_form',
  pullRewardForm: 'pull_reward_form',
  settingsForm: 'settings_form',
  queueFilterForm: 'queue_filter_form',
  severalForm: 'several_form',
  severalConfirm: 'several_confirm',
  askForm: 'ask_form',
  answerForm: 'answer_form',
} as const;

export const ACTION = {
  partner: 'partner',
  customer: 'customer',
  approve: 'approve',
  decline: 'decline',
  hold: 'hold',
  release: 'release',
  menu: 'reward_menu',
  editReward: 'edit_reward',
  allowRun: 'allow_run',
  invoicePaid: 'invoice_paid',
  invoicePause: 'invoice_pause',
  invoiceResume: 'invoice_resume',
  invoiceFinalise: 'invoice_finalise',
  invoiceFail: 'invoice_fail',
  invoiceRetry: 'invoice_retry',
  invoicePull: 'invoice_pull',
  invoiceMenu: 'invoice_menu',
  invoiceLine: 'invoice_line',
  lateReward: 'late_reward',
  invoiceReview: 'invoice_review',
  invoiceApproveSeveral: 'invoice_approve_several',
  invoicePartners: 'invoice_partners',
  invoicePartnersPage: 'invoice_partners_page',
  claimAdmin: 'claim_admin',
  openSettings: 'open_settings',
  managerScope: 'manager_scope',
  timeZone: 'time-zone',
  homePage: 'home_page',
  homeFilter: 'home_filter',
  homeFilterClear: 'home_filter_clear',
  homeApproveSeveral: 'home_approve_several',
  homeCreate: 'home_create',
  homeCreatedStatus: 'home_created_status',
  homeCreatorNotices: 'home_creator_notices',
  ask: 'ask_about_reward',
  answer: 'answer_question',
  sendAnswerAgain: 'send_answer_again',
  partnerMatch: 'partner_match',
  rewardPartner: 'reward_partner',
} as const;

/** Ends the id of every input that offers user groups; what stands before it is the setting. */
export const USER_GROUPS = '.user_groups';

/** Items of the card's menu: the first part of the option's value, before the reward's reference. */
export const MENU = [
  'change',
  'mark_paid',
  'request_changes',
  'edit',
  'withdraw',
  'clawback',
  'link',
  'resend',
  'history',
] as const;
export type MenuItem = (typeof MENU)[number];

/** Items of the menu on an invoice's message, of which at most five stand there at once. */
export const INVOICE_MENU = ['remove_line', 'void', 'partners', 'history'] as const;
export type InvoiceMenuItem = (typeof INVOICE_MENU)[number];

/** block_id of each input, which is also where its error goes; its action_id is the same, but for the two selects above. */
export const INPUT = {
  partner: 'partner',
  description: 'description',
  amount: 'amount',
  currency: 'currency',
  customer: 'customer',
  note: 'note',
  reason: 'reason',
  aloneReason: 'alone_reason',
  words: 'words',
  silently: 'silently',
  owner: 'owner',
  reviewBy: 'review_by',
  paidOn: 'paid_on',
  reference: 'reference',
  decision: 'decision',
  slackUser: 'slack_user',
  answer: 'answer',
  invoiceLine: 'invoice_line',
  lateReward: 'late_reward',
  createdBy: 'created_by',
  status: 'status',
  age: 'age',
  atLeast: 'at_least',
  several: 'several',
  question: 'question',
} as const;
