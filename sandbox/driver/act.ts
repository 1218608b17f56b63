import { type Json, textOf } from '../json.js';
import { messagePayload } from '../web-api/message-payload.js';
import type { StoredMessage, ViewRecord } from '../world/types.js';
import { viewPayload } from '../world/view-payload.js';
import type { World } from '../world/world.js';
import type { Placed } from './find-element.js';
import { type Answer, activeUser, payloadBase, type Stage, toAnswer, WARNING_ICON } from './stage.js';

// Shapes: docs.slack.dev/reference/interaction-payloads/block_actions-payload; @slack/bolt 5.1.0, types/actions/block-action.d.ts

const CARRIED = ['text', 'value', 'style', 'placeholder', 'initial_option', 'initial_user', 'initial_date', 'confirm'];

function actionOf({ block, element }: Placed, value: Json, now: number): Json {
  const carried = Object.entries(element).filter(([name]) => CARRIED.includes(name));
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...Object.fromEntries(carried),
    ...value,
    action_ts: (now / 1000).toFixed(6),
  };
}

async function sendAction(stage: Stage, userId: string, placed: Placed, value: Json, where: Json): Promise<Answer> {
  const { world } = stage;
  const payload = {
    type: 'block_actions',
    ...payloadBase(world, activeUser(world, userId)),
    ...where,
    actions: [actionOf(placed, value, world.now())],
  };
  const answer = toAnswer(stage, userId, await stage.deliver('interactive', payload), WARNING_ICON);
  const { confirm } = placed.element;
  const question = typeof confirm === 'object' && confirm !== null ? textOf(Reflect.get(confirm, 'text')) : '';
  return question === '' ? answer : { ...answer, confirmed: question };
}

/** A click in a view. The payload carries what is entered now, and Slack has heard of it from then on. */
export function actInView(stage: Stage, view: ViewRecord, placed: Placed, value: Json): Promise<Answer> {
  view.heard = structuredClone(view.state);
  return sendAction(stage, view.userId, placed, value, {
    container: { type: 'view', view_id: view.id },
    trigger_id: stage.world.newTrigger(view.userId, view.content.type === 'modal'),
    view: viewPayload(stage.world, view),
  });
}

/** Where in the workspace a message stands. For ephemeral ones Slack sends no `message`, only the container. */
export function messageOrigin(world: World, message: StoredMessage): Json {
  const isEphemeral = message.seenOnlyBy !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: message.channel, name: world.nameOf(message.channel) },
    ...(isEphemeral ? {} : { message: messagePayload(world, message) }),
  };
}

/** A click on a message. */
export function actOnMessage(
  stage: Stage,
  userId: string,
  message: StoredMessage,
  placed: Placed,
  value: Json,
): Promise<Answer> {
  const { world } = stage;
  return sendAction(stage, userId, placed, value, {
    ...messageOrigin(world, message),
    trigger_id: world.newTrigger(userId),
    state: { values: structuredClone(message.state) },
    response_url: world.newResponseUrl({ userId, channelId: message.channel, source: message }),
  });
}
