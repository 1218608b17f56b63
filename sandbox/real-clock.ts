/** The machine's time, in milliseconds. Signatures, triggers and deadlines use it, not the workspace's clock. */
export function realNow(): number {
  return Date.now();
}
