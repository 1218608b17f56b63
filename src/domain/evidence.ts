/** Where in Slack a message stands. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
  /** The thread it is a reply in. */
  readonly threadTs?: string | undefined;
}

/** `https://acme.slack.com/archives/C0123/p1700000000123456`, in a thread with `?thread_ts=…&cid=C0123`. */
export function permalinkOf(teamUrl: string, { channel, ts, threadTs }: MessagePlace): string {
  const link = `${teamUrl.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`;
  return threadTs && threadTs !== ts ? `${link}?thread_ts=${threadTs}&cid=${channel}` : link;
}

const PATH = /^\/archives\/[CDG][A-Z0-9]+\/p\d+(?:\?thread_ts=\d+\.\d+&cid=[CDG][A-Z0-9]+)?$/;

/** Whether an address is a message's in this very team: whatever else it may be, it is not shown as one. */
export function isPermalinkIn(teamUrl: string, link: string): boolean {
  const home = teamUrl.replace(/\/$/, '');
  return home.startsWith('https://') && link.startsWith(`${home}/`) && PATH.test(link.slice(home.length));
}
