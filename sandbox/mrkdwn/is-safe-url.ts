/** Whether the page may link there: never to a script. */
export function isSafeUrl(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(url);
}
