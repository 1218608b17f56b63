import { setTimeout as wait } from 'node:timers/promises';
import { type Json, textIn } from '../json.js';
import type { TrafficLog } from '../traffic.js';
import type { Forecast } from '../weather.js';
import type { World } from '../world/world.js';
import { DEADLINE_MS, type Deliver, type Delivery, type PayloadKind, type Retry } from './delivery.js';
import { sendSigned } from './send-signed.js';

// Bolt gives up on its own at 3,001 ms and answers 404; the sandbox listens a little longer, to log such answers.
const PATIENCE_MS = DEADLINE_MS + 2000;

/** Commands are forms, interactions a form with one JSON field, events JSON. */
function encodePayload(kind: PayloadKind, payload: Json): { contentType: string; body: string } {
  if (kind === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const fields =
    kind === 'slash_commands'
      ? Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
      : { payload: JSON.stringify(payload) };
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

function readAnswer(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return body;
  }
}

/** As long as the weather holds it up. */
async function held(ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (ms !== undefined) await wait(ms, undefined, { ref: false, signal });
}

/** Signed requests to the bot's request URL, whatever that is at the time. */
export function createHttpTransport(
  world: World,
  traffic: TrafficLog,
  forecast: Forecast,
  requestUrl: () => string | undefined,
  stopped: AbortSignal,
): Deliver {
  return async (kind: PayloadKind, payload: Json, retry?: Retry): Promise<Delivery> => {
    const what = textIn(payload.command) || textIn(payload.type);
    const entry = traffic.begin({ direction: 'to_bot', via: 'http', what, request: payload });
    const url = requestUrl();
    if (url === undefined) throw new Error('The sandbox has no request URL yet: call deliverTo(url) first.');
    const weather = forecast.strikeDelivery(what);
    if (weather) entry.weather = weather;
    const begun = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), DEADLINE_MS).unref();
    });
    const exchange = held(weather?.ms, stopped)
      .then(() =>
        sendSigned({
          url,
          ...encodePayload(kind, payload),
          signingSecret: world.identity.signingSecret,
          timestamp: Math.floor(world.clock.real() / 1000),
          headers: retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {},
          patienceMs: PATIENCE_MS,
          stopped,
        }),
      )
      .catch((error: unknown) => ({ status: 0, body: String(error) }));
    const first = await Promise.race([exchange, deadline]);
    clearTimeout(timer);
    const ms = Math.round(performance.now() - begun);
    if (first === 'late') {
      exchange.then(({ status, body }) => traffic.end(entry, { status, answer: readAnswer(body), late: true }));
      return { status: 'timed_out', ms };
    }
    const answer = readAnswer(first.body);
    traffic.end(entry, { status: first.status, answer });
    return first.status >= 200 && first.status < 300 ? { status: 'acked', ms, body: answer } : { status: 'failed', ms };
  };
}
