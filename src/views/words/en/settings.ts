/** Settings and their forms. */
export const settings = {} as const;
