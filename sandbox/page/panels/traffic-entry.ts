/** A request and its answer, as the sandbox tells of them. */
export interface TrafficEntry {
  number: number;
  at: number;
  direction: 'to_bot' | 'from_bot';
  via: string;
  what: string;
  request: unknown;
  answer?: unknown;
  status?: number;
  ms?: number;
  weather?: { kind: string };
  late?: boolean;
}

export type Way = 'both' | TrafficEntry['direction'];

/** Text is looked for in the name and in what was said both ways. */
export function fits(entry: TrafficEntry, text: string, way: Way): boolean {
  if (way !== 'both' && entry.direction !== way) return false;
  if (text === '') return true;
  const wanted = text.toLowerCase();
  return entry.what.toLowerCase().includes(wanted) || textOfEntry(entry).includes(wanted);
}

const texts = new WeakMap<TrafficEntry, string>();

function textOfEntry(entry: TrafficEntry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const text = JSON.stringify([entry.request, entry.answer]).toLowerCase();
  texts.set(entry, text);
  return text;
}
