/** Why something was refused, and what to do instead. */
export const refusal = {} as const;
