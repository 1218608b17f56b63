/** True in `npm run test:long`, which tries more of the same: every fault, both transports, many more rewards. */
export const IS_LONG = process.env.TEST_LONG !== undefined;
