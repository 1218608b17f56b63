import { actInView, actOnMessage } from '../driver/act.js';
import { enterInMessage, enterInView, takeMessageState, takeViewState } from '../driver/enter.js';
import { findPlaced, optionsOf, type Placed } from '../driver/find-element.js';
import { presentMessage } from '../driver/message.js';
import { Modal } from '../driver/modal.js';
import { NotPossible } from '../driver/not-possible.js';
import { Person } from '../driver/person.js';
import { type Answer, activeUser, type Stage } from '../driver/stage.js';
import { type FieldPlace, suggestOptions } from '../driver/suggest-options.js';
import type { Json } from '../json.js';
import type { Act, Outcome, Place } from '../screen/acts.js';
import { TROUBLE } from '../screen/trouble.js';
import type { ViewRecord, ViewState } from '../world/types.js';
import { entryOf } from '../world/view-state.js';
import { blocksOf, homeOf, stackOf, topView } from '../world/views.js';

type Doing<Kind extends Act['do']> = Extract<Act, { do: Kind }>;

const DONE: Outcome = { status: 'ok' };

function outcomeOf(answer: Answer | undefined): Outcome {
  if (!answer || answer.status === 'acked') return DONE;
  const status = answer.status === 'timed_out' ? 'late' : 'failed';
  return answer.shown === undefined ? { status } : { status, shown: answer.shown };
}

/** One person at the page. Every act is the driver's own; here it is only found out what the page points at. */
class Hand {
  private readonly person: Person;

  constructor(
    private readonly stage: Stage,
    private readonly userId: string,
    /** Views whose submit button is spinning. */
    private readonly submitting: Set<string>,
  ) {
    activeUser(stage.world, userId);
    this.person = new Person(stage, userId);
  }

  async perform(act: Act): Promise<Outcome> {
    switch (act.do) {
      case 'command':
        this.requireWritable(act.channel);
        return outcomeOf(await this.person.types(act.command, act.text, { channel: act.channel }));
      case 'say':
        return this.say(act);
      case 'press':
        return this.shownInPlace(outcomeOf(await this.press(act)));
      case 'enter':
        return this.shownInPlace(outcomeOf(await this.enter(act)));
      case 'suggest':
        return this.suggest(act);
      case 'submit':
        return this.shownInPlace(await this.submit(act));
      case 'close':
        return this.close(act);
      case 'shortcut':
        return outcomeOf(await this.pickShortcut(act));
      case 'openHome':
        return outcomeOf(await this.person.opensHome());
      case 'dismiss':
        return this.dismiss(act.notice);
    }
  }

  private requireWritable(channelId: string): void {
    const { world } = this.stage;
    const channel = world.channels.get(channelId);
    const isTheirs = channel?.members.includes(this.userId) ?? channelId === world.directWith(this.userId);
    if (!isTheirs) throw new NotPossible('You are not in this conversation.');
    if (channel?.isArchived) throw new NotPossible('This channel is archived.');
  }

  private say({ channel, text, threadTs }: Doing<'say'>): Outcome {
    const { world } = this.stage;
    this.requireWritable(channel);
    if (text.trim() === '') throw new NotPossible('There is nothing to send.');
    const above = threadTs === undefined ? undefined : world.findMessage(channel, threadTs);
    if (threadTs !== undefined && !above) throw new NotPossible('This thread is no longer there.');
    if (channel === world.directWith(this.userId)) world.directs.set(channel, this.userId);
    this.person.says(channel, text, above ? { threadTs: above.threadTs ?? above.ts } : {});
    return DONE;
  }

  private view(id: string): ViewRecord {
    const { world } = this.stage;
    const open = [...stackOf(world, this.userId), homeOf(world, this.userId)];
    const found = open.find((view) => view?.id === id);
    if (!found) throw new NotPossible('This view is no longer open.');
    return found;
  }

  /** Where the page points to, with what was entered there so far. */
  private reach(place: Place, state: ViewState | undefined): { at: FieldPlace; blocks: Json[] } {
    if ('view' in place) {
      const view = this.view(place.view);
      if (state) takeViewState(view, state);
      return { at: { view }, blocks: blocksOf(view) };
    }
    const message = this.person.seen({ number: place.message });
    if (state) takeMessageState(message, state);
    return { at: { message, userId: this.userId }, blocks: message.blocks };
  }

  private point(act: Doing<'press' | 'enter' | 'suggest'>): { at: FieldPlace; placed: Placed } {
    const { at, blocks } = this.reach(act.in, act.state);
    const placed = findPlaced(blocks, act.blockId, act.actionId);
    if (!placed) throw new NotPossible('This is no longer there.');
    return { at, placed };
  }

  private press(act: Doing<'press'>): Promise<Answer> {
    const { at, placed } = this.point(act);
    const chosen = optionsOf(placed.element).find(({ value }) => value === act.option);
    if ((placed.element.type === 'overflow') !== (chosen !== undefined))
      throw new NotPossible('This is no longer offered.');
    const value = chosen ? { selected_option: chosen } : {};
    return 'view' in at
      ? actInView(this.stage, at.view, placed, value)
      : actOnMessage(this.stage, this.userId, at.message, placed, value);
  }

  private async enter(act: Doing<'enter'>): Promise<Answer | undefined> {
    const { at, placed } = this.point(act);
    const entry = entryOf(placed.element, act.value);
    if (!entry) throw new NotPossible('Nothing can be entered here.');
    const { type: _, ...value } = entry;
    return 'view' in at
      ? enterInView(this.stage, at.view, placed, value, act.trigger)
      : enterInMessage(this.stage, this.userId, at.message, placed, value, act.trigger);
  }

  private async suggest(act: Doing<'suggest'>): Promise<Outcome> {
    const { at, placed } = this.point(act);
    const { status, groups, reason } = await suggestOptions(this.stage, at, placed, act.query);
    return { status, offered: groups, ...(reason === undefined ? {} : { reason }) };
  }

  private async submit({ view: id, state }: Doing<'submit'>): Promise<Outcome> {
    const view = this.view(id);
    if (view !== topView(this.stage.world, this.userId)) throw new NotPossible('Another form lies on top of this one.');
    if (this.submitting.has(id)) throw new NotPossible('This form is being submitted already.');
    takeViewState(view, state);
    this.submitting.add(id);
    const submission = new Modal(this.stage, id).submit().finally(() => this.submitting.delete(id));
    const { status, reason } = await submission;
    if (status === 'timed_out') return { status: 'late', shown: TROUBLE };
    if (status === 'failed') return { status, shown: TROUBLE, ...(reason === undefined ? {} : { reason }) };
    return DONE;
  }

  private async close({ view: id, everything }: Doing<'close'>): Promise<Outcome> {
    const view = this.view(id);
    const top = topView(this.stage.world, this.userId);
    if (!top || view === homeOf(this.stage.world, this.userId)) throw new NotPossible('This cannot be closed.');
    if (view !== top && !everything) throw new NotPossible('Another form lies on top of this one.');
    await new Modal(this.stage, top.id).close(everything);
    return DONE;
  }

  private pickShortcut({ callbackId, message: number }: Doing<'shortcut'>): Promise<Answer> {
    if (number === undefined) return this.person.usesShortcut(callbackId);
    const message = presentMessage(this.stage.world, this.person.seen({ number }));
    return this.person.usesMessageShortcut(message, callbackId);
  }

  /** The page shows it at the control or in the form it happened to, and so in no notice. */
  private shownInPlace(outcome: Outcome): Outcome {
    const { notices } = this.stage.world;
    const told = notices.findLast(({ user, text }) => user === this.userId && text === outcome.shown);
    if (told) this.dismiss(told.id);
    return outcome;
  }

  private dismiss(notice: number): Outcome {
    const { notices } = this.stage.world;
    const index = notices.findIndex((it) => it.id === notice && it.user === this.userId);
    if (index >= 0) notices.splice(index, 1);
    return DONE;
  }
}

/** How the page does things. What Slack's own client would not allow is refused with a sentence. */
export function createActs(stage: Stage): (userId: string, act: Act) => Promise<Outcome> {
  const submitting = new Set<string>();
  return async (userId, act) => {
    try {
      return await new Hand(stage, userId, submitting).perform(act);
    } catch (error) {
      if (error instanceof NotPossible) return { status: 'refused', shown: error.message };
      throw error;
    } finally {
      stage.world.pulse.beat();
    }
  };
}
