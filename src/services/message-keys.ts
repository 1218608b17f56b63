/** What each message is found by, in the table and in its metadata in Slack. */
export const messageKeys = {
  card: (rewardId: string) => `card:${rewardId}`,
  thread: (rewardId: string, revision: number) => `thread:${rewardId}:${revision}`,
  threadOf: (rewardId: string) => `thread:${rewardId}:`,
  creator: (rewardId: string) => `creator:${rewardId}`,
  partner: (rewardId: string, revision: number) => `partner:${rewardId}:${revision}`,
  /** The revision that a partner's message is about; undefined for any other message. */
  readPartnerRevision: (key: string) => (key.startsWith('partner:') ? Number(key.split(':')[2]) : undefined),
  payment: (invoiceId: string, partnerId: string) => `payment:${invoiceId}:${partnerId}`,
  invoice: (invoiceId: string) => `invoice:${invoiceId}`,
  trouble: (channel: string, since: Date, adminId: string) => `trouble:${channel}:${since.getTime()}:${adminId}`,
} as const;
