import type { Problem } from '../block-kit/checks.js';
import type { Json } from '../json.js';

/** A Web API call answered with `ok: false`. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly extra: Json = {},
  ) {
    super(code);
  }
}

/** `invalid_blocks` and its kin, with the messages Slack adds (worded as in bolt-js#2094 and slackreprex#3). */
export function refuseFor(code: string, problems: Problem[]): Refusal {
  const lines = problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
  return new Refusal(code, {
    errors: lines,
    response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) },
  });
}

/** The argument as text; Slack names what is missing. */
export function requireText(args: Json, name: string): string {
  const value = args[name];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new Refusal('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  });
}
