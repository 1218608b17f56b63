/** Answers of the bot itself: a usage, a problem, something late. */
export const late = {} as const;
