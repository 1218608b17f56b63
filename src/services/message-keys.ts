/** What each message is found by, in the table and in its metadata in Slack. */
export const messageKeys = {
  card: (rewardId: string) => `card:${rewardId}`,
  /** A card that had to be posted again has a thread of its own, where nothing is told yet. */
  thread: (rewardId: string, cardTs: string, revision: number) => `thread:${rewardId}:${cardTs}:${revision}`,
  /** Whether a message tells this event of the reward, in whichever thread. */
  isThread: (key: string, rewardId: string, revision: number) =>
    key.startsWith(`thread:${rewardId}:`) && key.endsWith(`:${revision}`),
  /** The question to the creator, asked with this revision. */
  changes: (rewardId: string, revision: number) => `changes:${rewardId}:${revision}`,
  /** To the partner whose reward it was before the edit of this revision. */
  former: (rewardId: string, revision: number) => `former:${rewardId}:${revision}`,
  /** The revision of the edit that a former partner's message is about; undefined for any other message. */
  readFormerRevision: (key: string) => (key.startsWith('former:') ? Number(key.split(':')[2]) : undefined),
  /** Counted from the event that left the reward waiting. */
  reminder: (rewardId: string, revision: number, nth: number) => `remind:${rewardId}:${revision}:${nth}`,
  reminders: (rewardId: string, revision: number) => `remind:${rewardId}:${revision}:`,
  /** In the thread, of changes that whoever was asked for them has not made. */
  reminderOfChanges: (rewardId: string, revision: number, nth: number) => `remind-asker:${rewardId}:${revision}:${nth}`,
  remindersOfChanges: (rewardId: string, revision: number) => `remind-asker:${rewardId}:${revision}:`,
  reminderBeforeCut: (rewardId: string, month: string) => `remind-cut:${rewardId}:${month}`,
  creator: (rewardId: string) => `creator:${rewardId}`,
  /** To a creator, of what somebody else decided: one decision, several taken together, or an invoice's payment. */
  decision: (rewardId: string, revision: number) => `decision:${rewardId}:${revision}`,
  decisions: (rewardId: string) => `decision:${rewardId}:`,
  /** The revision that a message to the creator about one decision tells of. */
  readDecisionRevision: (key: string) => Number(key.split(':')[2]),
  bulk: (bulkId: string, createdBy: string) => `bulk:${bulkId}:${createdBy}`,
  creatorPayment: (invoiceId: string, createdBy: string) => `creator-payment:${invoiceId}:${createdBy}`,
  partner: (rewardId: string, revision: number) => `partner:${rewardId}:${revision}`,
  /** The revision that a partner's message is about; undefined for any other message. */
  readPartnerRevision: (key: string) => (key.startsWith('partner:') ? Number(key.split(':')[2]) : undefined),
  /** A question in the thread of the card, which may have to be posted again. */
  question: (questionId: string, cardTs: string) => `question:${questionId}:${cardTs}`,
  answer: (questionId: string) => `answer:${questionId}`,
  payment: (invoiceId: string, partnerId: string) => `payment:${invoiceId}:${partnerId}`,
  /** To a partner, that an invoice's payment is late. */
  latePayment: (invoiceId: string, partnerId: string) => `late:${invoiceId}:${partnerId}`,
  allLatePayments: 'late:',
  /** Which invoice's payment is late, for whom, by the key of the message that says so. */
  readLatePayment: (key: string) => {
    const [, invoiceId = '', partnerId = ''] = key.split(':');
    return { invoiceId, partnerId };
  },
  /** To finance. Resumed, an invoice may have another day of payment, which begins a series of its own. */
  overdue: (invoiceId: string, expectedPaymentOn: string, nth: number) =>
    `overdue:${invoiceId}:${expectedPaymentOn}:${nth}`,
  overdues: (invoiceId: string, expectedPaymentOn: string) => `overdue:${invoiceId}:${expectedPaymentOn}:`,
  carried: (currency: string, month: string, partnerId: string) => `carried:${currency}:${month}:${partnerId}`,
  allCarried: 'carried:',
  /** The month a partner was carried forward from, by the key of the message that says so. */
  readCarried: (key: string) => {
    const [, currency = '', month = '', partnerId = ''] = key.split(':');
    return { currency, month, partnerId };
  },
  invoice: (invoiceId: string) => `invoice:${invoiceId}`,
  /** The files in the thread of the invoice's message, and what is said there where they cannot come. */
  invoiceFiles: (invoiceId: string, messageTs: string, stage: 'review' | 'final') =>
    `files:${invoiceId}:${messageTs}:${stage}`,
  invoiceFilesNote: (invoiceId: string, messageTs: string, about: 'refused' | 'review' | 'final' | 'void') =>
    `files-note:${invoiceId}:${messageTs}:${about}`,
  /** One for each time that a run was stopped: the event's id. */
  stoppedRun: (eventId: bigint) => `stopped:${eventId}`,
  missedMonths: (currency: string, since: string) => `missed:${currency}:${since}`,
  digest: (month: string) => `digest:${month}`,
  digestChart: (month: string) => `digest-chart:${month}`,
  allDigestCharts: 'digest-chart:',
  /** What is wrong with the books, by a digest of it: the same findings are one message. */
  books: (findings: string) => `books:${findings}`,
  allBooks: 'books:',
  trouble: (channel: string, since: Date, adminId: string) => `trouble:${channel}:${since.getTime()}:${adminId}`,
} as const;
