import type { Act, Outcome } from '../../sandbox/screen/acts.js';
import type { Screen } from '../../sandbox/screen/screen.js';

/** Asks as the page does: over HTTP; with a body it posts. */
export async function askSandbox(sandbox: { url: string }, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, { ...init, body: JSON.stringify(body) ?? null });
  return response.json();
}

export async function screenOf(sandbox: { url: string }, userId: string): Promise<Screen> {
  return (await askSandbox(sandbox, `screen?as=${userId}`)) as Screen;
}

export async function doAs(sandbox: { url: string }, userId: string, act: Act): Promise<Outcome> {
  return (await askSandbox(sandbox, `do?as=${userId}`, act)) as Outcome;
}
