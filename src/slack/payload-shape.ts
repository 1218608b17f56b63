/** A payload without its values: the names of its keys and the types of what they hold. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

const MAX_DEPTH = 5;
const MAX_KEYS = 20;
const MAX_ITEMS = 3;
// In a body that is no form of Slack's, the whole text may have been parsed as a key.
const KEY = /^[A-Za-z0-9_.-]{1,40}$/;

/** The shape of a payload for the log, which may not hold what people typed. */
export function shapeOf(value: unknown, depth = 0): Shape {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (depth === MAX_DEPTH) return Array.isArray(value) ? 'list' : 'object';
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => shapeOf(item, depth + 1));
  const fields = Object.entries(value).slice(0, MAX_KEYS);
  return Object.fromEntries(fields.map(([key, field]) => [KEY.test(key) ? key : '?', shapeOf(field, depth + 1)]));
}

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
