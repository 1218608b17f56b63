/** The machine's time, in milliseconds: signatures, triggers and deadlines go by it, whatever the workspace's clock says. */
export function realNow(): number {
  return Date.now();
}
