import type { IncomingMessage } from 'node:http';
import { type Json, objectIn } from '../json.js';

// Nested values travel as JSON strings in a form (web-api 8.2.0, WebClient.serializeBody).
const NESTED = ['blocks', 'view', 'metadata', 'attachments', 'message', 'files'];

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8');
}

function parseNested(name: string, value: unknown): unknown {
  if (!NESTED.includes(name) || typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The arguments of a Web API call, from a form or from JSON. Throws on JSON that is none. */
export function readArguments(contentType: string | undefined, body: string): Json {
  const isJson = contentType?.startsWith('application/json') === true;
  const given = isJson ? objectIn(JSON.parse(body || '{}')) : Object.fromEntries(new URLSearchParams(body));
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, parseNested(name, value)]));
}
