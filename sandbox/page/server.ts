import { objectIn, textIn } from '../json.js';
import type { Act, Change, ClockMove, Outcome } from '../screen/acts.js';
import type { Screen } from '../screen/screen.js';

/** The sandbox heard, and would not: what it said. */
export class Refused extends Error {}

/** Asks the sandbox; with a body, tells it. Throws `Refused`, or the browser's own error when nobody answers. */
export async function ask(path: string, body?: unknown): Promise<unknown> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/sandbox/${path}`, body === undefined ? {} : post);
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refused(textIn(objectIn(answer).error) || `The sandbox answered ${response.status}.`);
  return answer;
}

export async function fetchScreen(me: string): Promise<Screen> {
  return (await ask(`screen?as=${encodeURIComponent(me)}`)) as Screen;
}

/** Trouble with the sandbox itself is an outcome too. */
export async function perform(me: string, act: Act): Promise<Outcome> {
  try {
    return (await ask(`do?as=${encodeURIComponent(me)}`, act)) as Outcome;
  } catch (error) {
    if (error instanceof Refused) return { status: 'refused', shown: error.message };
    return { status: 'failed', shown: 'The sandbox does not answer.' };
  }
}

export async function change(wanted: Change): Promise<void> {
  await ask('change', wanted);
}

/** The address of another company's workspace. */
export async function findNeighbour(name: string): Promise<string> {
  return textIn(objectIn(await ask('neighbour', { name })).url);
}

export async function moveClock(to: ClockMove): Promise<void> {
  await ask('clock', { to });
}
