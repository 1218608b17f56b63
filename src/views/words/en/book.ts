/** The books, the queue, and what stands still. */
export const book = {} as const;
