/** What comes over the wire: nothing is known about it until somebody looks. */
export interface Json {
  [key: string]: unknown;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one. */
export function objectIn(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The objects of a list, or none. */
export function listIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The value as text, or an empty one. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The visible text of a text object (`plain_text` or `mrkdwn`). */
export function textOf(value: unknown): string {
  return textIn(objectIn(value).text);
}

/** Form bodies say `true` and `1` where JSON bodies say true. */
export function flagIn(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}
