/** Home, by role. */
export const home = {} as const;
