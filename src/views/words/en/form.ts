/** Forms about one reward: decisions, questions, a clawback. */
export const form = {} as const;
