import { isObject, type Json, objectIn, textIn, textOf } from '../json.js';
import { TROUBLE } from '../screen/trouble.js';
import { Refusal } from '../web-api/refusal.js';
import { requireSoundView } from '../web-api/views.js';
import type { SandboxUser, ViewRecord } from '../world/types.js';
import { viewPayload } from '../world/view-payload.js';
import { closeView, closeViews, pushView, updateView } from '../world/views.js';
import { checkEntries } from './check-entries.js';
import { payloadBase } from './stage.js';
import { ViewScreen } from './view-screen.js';

export interface Submission {
  status: 'closed' | 'errors' | 'updated' | 'pushed' | 'timed_out' | 'failed';
  /** By the label of the field. */
  errors?: Record<string, string>;
  /** Why the sandbox calls it failed, for the developer; the person sees "trouble connecting". */
  reason?: string;
}

/** docs.slack.dev/reference/interaction-payloads/view-interactions-payload; response actions: docs.slack.dev/surfaces/modals */
export class Modal extends ViewScreen {
  get submitLabel(): string {
    return textOf(this.record.content.submit);
  }

  get closeLabel(): string {
    return textOf(this.record.content.close) || 'Cancel';
  }

  override visibleText(): string {
    return [super.visibleText(), ...Object.values(this.errors())].join('\n');
  }

  /** What stands in red under the fields, by label. */
  errors(): Record<string, string> {
    const labelled = Object.entries(this.record.errors).map(([blockId, message]) => {
      const block = this.blocks.find((it) => it.block_id === blockId);
      return [textOf(block?.label) || blockId, message];
    });
    return Object.fromEntries(labelled);
  }

  async submit(): Promise<Submission> {
    const { world } = this.stage;
    const { record } = this;
    record.errors = checkEntries(world, this.blocks, record.state);
    world.pulse.beat();
    if (Object.keys(record.errors).length > 0) return { status: 'errors', errors: this.errors() };
    record.heard = structuredClone(record.state);
    const delivery = await this.stage.deliver('interactive', {
      type: 'view_submission',
      ...payloadBase(world, this.user),
      trigger_id: world.newTrigger(record.userId, true),
      view: viewPayload(world, record),
      response_urls: [],
    });
    if (delivery.status !== 'acked') return this.fail(record, delivery.status);
    // Closed by its person, or replaced, before the answer came: there is nothing left to do with it.
    if (!world.views.has(record.id)) return { status: 'closed' };
    try {
      return this.obey(objectIn(delivery.body));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.fail(record, 'failed', `${error.code} ${JSON.stringify(error.extra.errors ?? '')}`);
    }
  }

  /** The close button; `everything` is the x in the corner, which closes the whole stack. */
  async close(everything = false): Promise<void> {
    const { world } = this.stage;
    const { userId, content } = this.record;
    const { user } = this;
    const isCleared = everything || content.clear_on_close === true;
    const closed = closeViews(world, userId, isCleared).filter((view) => view.content.notify_on_close === true);
    for (const view of closed) {
      await this.stage.deliver('interactive', {
        type: 'view_closed',
        ...payloadBase(world, user),
        view: viewPayload(world, view),
        is_cleared: isCleared,
      });
    }
  }

  private get user(): SandboxUser {
    const user = this.stage.world.users.get(this.record.userId);
    if (!user) throw new Error('Nobody sits in front of this modal.');
    return user;
  }

  private fail(record: ViewRecord, status: 'timed_out' | 'failed', reason?: string): Submission {
    this.stage.world.notify(record.userId, TROUBLE);
    return reason === undefined ? { status } : { status, reason };
  }

  private obey(answer: Json): Submission {
    const { world } = this.stage;
    const { record } = this;
    switch (answer.response_action) {
      case undefined:
        closeView(world, record);
        return { status: 'closed' };
      case 'clear':
        closeViews(world, record.userId, true);
        return { status: 'closed' };
      case 'errors':
        return this.showErrors(answer.errors);
      case 'update':
        updateView(world, record, requireSoundView(world, answer.view, 'modal', record));
        return { status: 'updated' };
      case 'push':
        if (!pushView(world, record.userId, requireSoundView(world, answer.view, 'modal')))
          throw new Refusal('push_limit_reached');
        return { status: 'pushed' };
      default:
        throw new Refusal(`unknown response_action ${textIn(answer.response_action)}`);
    }
  }

  /** Errors belong under input blocks; Slack takes no others. */
  private showErrors(errors: unknown): Submission {
    const inputs = this.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
    const entries = isObject(errors) ? Object.entries(errors) : [];
    const strange = entries.filter(([blockId, message]) => !inputs.includes(blockId) || textIn(message) === '');
    if (entries.length === 0 || strange.length > 0)
      throw new Refusal('invalid errors', { errors: strange.map(([blockId]) => blockId) });
    this.record.errors = Object.fromEntries(entries.map(([blockId, message]) => [blockId, textIn(message)]));
    this.stage.world.pulse.beat();
    return { status: 'errors', errors: this.errors() };
  }
}
