/** The first run, what is checked then, and the doctor. */
export const setup = {} as const;
