/** What each message is found by, in the table and in its metadata in Slack. */
export const messageKeys = {
  card: (rewardId: string) => `card:${rewardId}`,
  /** A card that had to be posted again has a thread of its own, where nothing is told yet. */
  thread: (rewardId: string, cardTs: string, revision: number) => `thread:${rewardId}:${cardTs}:${revision}`,
  /** Whether a message tells this event of the reward, in whichever thread. */
  isThread: (key: string, rewardId: string, revision: number) =>
    key.startsWith(`thread:${rewardId}:`) && key.endsWith(`:${revision}`),
  creator: (rewardId: string) => `creator:${rewardId}`,
  partner: (rewardId: string, revision: number) => `partner:${rewardId}:${revision}`,
  /** The revision that a partner's message is about; undefined for any other message. */
  readPartnerRevision: (key: string) => (key.startsWith('partner:') ? Number(key.split(':')[2]) : undefined),
  payment: (invoiceId: string, partnerId: string) => `payment:${invoiceId}:${partnerId}`,
  invoice: (invoiceId: string) => `invoice:${invoiceId}`,
  trouble: (channel: string, since: Date, adminId: string) => `trouble:${channel}:${since.getTime()}:${adminId}`,
} as const;
