import { isObject, type Json, listIn, textIn } from '../json.js';
import { escapeTyped } from '../mrkdwn/escape-typed.js';
import { respond } from '../response-url.js';
import { TROUBLE } from '../screen/trouble.js';
import { messagePayload } from '../web-api/message-payload.js';
import { Refusal } from '../web-api/refusal.js';
import type { SandboxUser, StoredMessage } from '../world/types.js';
import { viewPayload } from '../world/view-payload.js';
import { homeOf, topView } from '../world/views.js';
import { isSeenBy } from '../world/who-sees.js';
import { actOnMessage } from './act.js';
import { enterInMessage, entryIn } from './enter.js';
import { eventPayload } from './event-payload.js';
import { findButton, findOffer } from './find-element.js';
import { type Message, presentMessage } from './message.js';
import { Modal } from './modal.js';
import { NotPossible } from './not-possible.js';
import { pickValue } from './pick-value.js';
import { type Answer, activeUser, payloadBase, type Stage, toAnswer } from './stage.js';
import { ViewScreen } from './view-screen.js';

/** One person at a keyboard. */
export class Person {
  constructor(
    private readonly stage: Stage,
    readonly id: string,
  ) {}

  private get user(): SandboxUser {
    return activeUser(this.stage.world, this.id);
  }

  /** A slash command, as it is typed. Slack shares none with other companies, so external people have none to type. */
  async types(command: string, text = '', opts: { channel?: string } = {}): Promise<Answer> {
    const { world } = this.stage;
    const { user } = this;
    if (world.isExternal(user))
      throw new NotPossible(`${user.name} is external: slash commands are not shared with them.`);
    const channelId = opts.channel ?? this.usualChannel();
    const { team, appId } = world.identity;
    // SlashCommand in @slack/bolt 5.1.0, types/command/index.d.ts
    const delivery = await this.stage.deliver('slash_commands', {
      token: 'sandbox-verification-token',
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channelId,
      channel_name: world.nameOf(channelId),
      user_id: user.id,
      user_name: user.name,
      command,
      text: this.escape(text),
      api_app_id: appId,
      is_enterprise_install: 'false',
      response_url: world.newResponseUrl({ userId: user.id, channelId }),
      trigger_id: world.newTrigger(user.id),
    });
    const cause = delivery.status === 'timed_out' ? 'operation_timeout' : 'dispatch_failed';
    const answer = toAnswer(this.stage, user.id, delivery, `${command} failed with the error "${cause}"`);
    return this.showReply(answer, delivery.body, channelId);
  }

  /** What the bot says in its very answer to a command is shown to the person who typed it. */
  private showReply(answer: Answer, body: unknown, channelId: string): Answer {
    if (body === undefined || answer.status !== 'acked') return answer;
    const message = isObject(body) ? body : { text: String(body) };
    try {
      respond(this.stage.world, { userId: this.id, channelId, bornAt: 0, uses: 0 }, message);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...answer, status: 'failed', shown: `${error.code} ${JSON.stringify(error.extra.errors ?? '')}` };
    }
    return { ...answer, text: textIn(message.text), blocks: listIn(message.blocks) };
  }

  /** The manifest asks for `should_escape`: names in the text arrive as entities. */
  private escape(text: string): string {
    const { users, channels } = this.stage.world;
    return escapeTyped(text, (sign, name) => {
      const named = [...(sign === '@' ? users : channels).values()].find((it) => it.name === name);
      return named && `<${sign}${named.id}|${name}>`;
    });
  }

  private usualChannel(): string {
    const { world } = this.stage;
    const joined = [...world.channels.values()].find((it) => !it.isArchived && it.members.includes(this.id));
    return joined?.id ?? world.directWith(this.id);
  }

  /** The top of this person's open modals. */
  modal(): Modal | undefined {
    const top = topView(this.stage.world, this.id);
    return top ? new Modal(this.stage, top.id) : undefined;
  }

  /** The message as this person sees it now; throws if it is gone or was never theirs to see. */
  seen({ number }: { number: number }): StoredMessage {
    const { world } = this.stage;
    const now = world.messages.find((it) => it.number === number);
    if (!now) throw new NotPossible('This message is no longer there.');
    if (!isSeenBy(world, this.user.id, now)) throw new NotPossible(`${this.user.name} does not see this message.`);
    return now;
  }

  /** The button with this text in the message as it is now. */
  async press(message: Message, label: string): Promise<Answer> {
    const now = this.seen(message);
    return actOnMessage(this.stage, this.id, now, findButton(now.blocks, label), {});
  }

  /** The button as it was when `message` was looked at, whatever became of it since: a screen not yet redrawn. */
  async pressStale(message: Message, label: string): Promise<Answer> {
    const { world } = this.stage;
    const now = world.messages.find((it) => it.number === message.number);
    const old: StoredMessage = { state: {}, ...now, ...message };
    return actOnMessage(this.stage, this.id, old, findButton(message.blocks, label), {});
  }

  /** An item of an overflow or select menu in the message as it is now. */
  async choose(message: Message, label: string): Promise<Answer> {
    const now = this.seen(message);
    const placed = findOffer(now.blocks, label);
    const value = pickValue(this.stage.world, placed.element, label, entryIn(now.state, placed) ?? {});
    const answer = await enterInMessage(this.stage, this.id, now, placed, value, 'chosen');
    return answer ?? { status: 'acked', ms: 0 };
  }

  /** What only this person saw: chat.postEphemeral and answers to commands and clicks. */
  ephemerals(channelId?: string): Message[] {
    const { world } = this.stage;
    return world.messages
      .filter((it) => it.seenOnlyBy === this.id && (channelId === undefined || it.channel === channelId))
      .map((it) => presentMessage(world, it));
  }

  /** What Slack itself told this person, oldest first: time-outs, trouble, warning icons. */
  notices(): string[] {
    return this.stage.world.notices.filter((it) => it.user === this.id).map((it) => it.text);
  }

  /** Opens the app's Home tab: app_home_opened, with the view there is. */
  async opensHome(): Promise<Answer> {
    const { world } = this.stage;
    const view = homeOf(world, this.user.id);
    const channel = world.directWith(this.id);
    world.directs.set(channel, this.id);
    const event = {
      type: 'app_home_opened',
      user: this.id,
      channel,
      tab: 'home',
      ...(view ? { view: viewPayload(world, view) } : {}),
      event_ts: world.nextTs(),
    };
    return toAnswer(this.stage, this.id, await this.stage.deliver('events_api', eventPayload(world, event)), TROUBLE);
  }

  home(): ViewScreen | undefined {
    const view = homeOf(this.stage.world, this.id);
    return view ? new ViewScreen(this.stage, view.id) : undefined;
  }

  /** A global shortcut: GlobalShortcut in @slack/bolt 5.1.0, types/shortcuts. */
  usesShortcut(callbackId: string): Promise<Answer> {
    return this.sendShortcut({ type: 'shortcut', callback_id: callbackId });
  }

  /** A message shortcut, from the message's own menu. */
  usesMessageShortcut(message: Message, callbackId: string): Promise<Answer> {
    const { world } = this.stage;
    const now = this.seen(message);
    return this.sendShortcut({
      type: 'message_action',
      callback_id: callbackId,
      message_ts: now.ts,
      message: messagePayload(world, now),
      channel: { id: now.channel, name: world.nameOf(now.channel) },
      response_url: world.newResponseUrl({ userId: this.id, channelId: now.channel }),
    });
  }

  private async sendShortcut(shortcut: Json): Promise<Answer> {
    const { world } = this.stage;
    const payload = {
      ...payloadBase(world, this.user),
      ...shortcut,
      action_ts: world.nextTs(),
      trigger_id: world.newTrigger(this.id),
    };
    return toAnswer(this.stage, this.id, await this.stage.deliver('interactive', payload), TROUBLE);
  }

  /** A message of their own. The bot asks for no message events, so it hears nothing. */
  says(channelId: string, text: string, opts: { threadTs?: string } = {}): Message {
    const { world } = this.stage;
    const said = world.keep({ channel: channelId, ts: world.nextTs(), user: this.user.id, text, blocks: [], ...opts });
    return presentMessage(world, said);
  }
}
