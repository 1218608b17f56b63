import open from 'open';

/** Opens the page in the person's own browser, where there is a person. That it could not be is no trouble. */
export function showInBrowser(url: string): void {
  if (!process.stdout.isTTY || process.env.CI) return;
  open(url).then(
    (browser) => browser.once('error', () => undefined),
    () => undefined,
  );
}
