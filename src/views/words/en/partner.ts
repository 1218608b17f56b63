/** What a partner's contact reads, and what is read about a partner. */
export const partner = {} as const;
