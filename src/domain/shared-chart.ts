import { z } from 'zod';

/** A picture of the months that was shared in Slack: what is kept of it with the message that it stands in. */
const sharedChart = z.object({
  fileId: z.string(),
  currency: z.string(),
  /** What it says, in words: of then, as the picture is. */
  altText: z.string(),
  /** When it was drawn: an ISO instant. */
  drawnAt: z.iso.datetime(),
});
export type SharedChart = z.infer<typeof sharedChart>;

export function writeSharedCharts(charts: readonly SharedChart[]): string {
  return JSON.stringify(charts);
}

/** Undefined, or an older bot's note: no pictures. */
export function readSharedCharts(note: string | null | undefined): SharedChart[] {
  if (!note?.startsWith('[')) return [];
  return z.array(sharedChart).safeParse(JSON.parse(note)).data ?? [];
}
