import type { IncomingMessage, ServerResponse } from 'node:http';
import { flagIn, type Json, textIn } from './json.js';
import { type Office, sendReply, underWeather } from './web-api/answer-call.js';
import { requireSoundMessage, rewrite, sayAsBot } from './web-api/chat.js';
import { readArguments, readBody } from './web-api/read-call.js';
import { Refusal } from './web-api/refusal.js';
import type { ResponseUrl, World } from './world/world.js';

// docs.slack.dev/interactivity/handling-user-interaction#message_responses: five uses within 30 minutes,
// ephemeral unless `response_type` says otherwise, whether or not the bot is in the channel.

const MAX_USES = 5;
const LIFE_MS = 30 * 60_000;

/** Does what a message to a response_url, or in the answer to a slash command, asks for. */
export function respond(world: World, target: ResponseUrl, message: Json): void {
  const { source } = target;
  if (flagIn(message.delete_original)) {
    if (source) world.forget(source);
    return;
  }
  requireSoundMessage(world, { text: message.text, blocks: message.blocks });
  if (flagIn(message.replace_original) && source) {
    rewrite(source, message);
    return;
  }
  const threadTs = textIn(message.thread_ts) || source?.threadTs;
  sayAsBot(world, message, {
    channel: target.channelId,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(message.response_type === 'in_channel' ? {} : { seenOnlyBy: target.userId }),
  });
}

function spend(world: World, id: string, message: Json): void {
  const target = world.responseUrls.get(id);
  if (!target || world.clock.real() - target.bornAt > LIFE_MS) throw new Refusal('expired_url');
  if (target.uses >= MAX_USES) throw new Refusal('used_url');
  respond(world, target, message);
  target.uses += 1;
}

/** Answers `POST /response/:id`. Refusals are HTTP errors here, since `respond()` reads nothing but the status. */
export async function answerResponseUrl(
  office: Office,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const message = readArguments('application/json', await readBody(request));
  const entry = office.traffic.begin({
    direction: 'from_bot',
    via: 'response_url',
    what: 'response_url',
    request: message,
  });
  const target = office.world.responseUrls.get(id);
  const weather = office.forecast.strike('response_url', [target?.channelId, target?.userId]);
  if (weather) entry.weather = weather;
  const reply = await underWeather(weather, () => {
    try {
      spend(office.world, id, message);
      return { status: 200, body: { ok: true } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const isGone = error.code.endsWith('_url');
      return { status: isGone ? 404 : 400, body: { ok: false, error: error.code, ...error.extra } };
    }
  });
  if (typeof reply !== 'string') office.traffic.end(entry, { status: reply.status, answer: reply.body });
  sendReply(response, reply);
}
