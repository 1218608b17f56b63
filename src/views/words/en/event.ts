/** What happened to a reward, in its thread, on its card and in its history. */
export const event = {} as const;
