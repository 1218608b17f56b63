import { minQueryOf, type Trigger } from '../block-kit/dispatch.js';
import { type Json, textIn, textOf } from '../json.js';
import type { ViewRecord } from '../world/types.js';
import { viewPayload } from '../world/view-payload.js';
import { blocksOf } from '../world/views.js';
import { actInView } from './act.js';
import { enterInView, entryIn } from './enter.js';
import { buttonsIn, fieldsIn, findButton, findField, findOffer, menuIn, type Placed } from './find-element.js';
import { NotPossible } from './not-possible.js';
import { pickValue } from './pick-value.js';
import { renderBlocks, renderValue } from './render-text.js';
import type { Answer, Stage } from './stage.js';
import { suggestAll } from './suggest-options.js';

const SUGGESTED = ['external_select', 'multi_external_select'];
const TYPED = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'rich_text_input'];

/** A modal or a Home tab as a person uses it. Always shows the view as it is now; throws once it is gone. */
export class ViewScreen {
  constructor(
    protected readonly stage: Stage,
    readonly id: string,
  ) {}

  protected get record(): ViewRecord {
    const record = this.stage.world.views.get(this.id);
    if (!record) throw new NotPossible('This view is no longer open.');
    return record;
  }

  protected get blocks(): Json[] {
    return blocksOf(this.record);
  }

  /** The view as Slack would send it. */
  get view(): Json {
    return viewPayload(this.stage.world, this.record);
  }

  get title(): string {
    return textOf(this.record.content.title);
  }

  visibleText(): string {
    const { content, state } = this.record;
    const body = renderBlocks(this.stage.world, this.blocks, state);
    return [textOf(content.title), body].filter((part) => part !== '').join('\n');
  }

  /** The labels of all fields, top to bottom. */
  labels(): string[] {
    return fieldsIn(this.blocks).map((field) => field.label);
  }

  buttons(): string[] {
    return buttonsIn(this.blocks).map((button) => button.label);
  }

  menu(): string[] {
    return menuIn(this.blocks);
  }

  /** What is entered in a field, as shown. */
  value(label: string): string | undefined {
    return renderValue(this.stage.world, this.stateOf(findField(this.blocks, label)));
  }

  press(label: string): Promise<Answer> {
    return actInView(this.stage, this.record, findButton(this.blocks, label), {});
  }

  /** An item of an overflow menu. */
  choose(option: string): Promise<Answer> {
    const placed = findOffer(this.blocks, option);
    return actInView(this.stage, this.record, placed, pickValue(this.stage.world, placed.element, option, {}));
  }

  /** Whether the bot suggests what a field offers. */
  isTypeAhead(label: string): boolean {
    return isSuggested(findField(this.blocks, label));
  }

  /** Types into a type-ahead field and answers the texts offered. */
  async suggest(label: string, query: string): Promise<string[]> {
    const options = await suggestAll(this.stage, this.record, findField(this.blocks, label), query);
    return options.map((option) => textOf(option.text));
  }

  /** Types key by key: the bot is asked after each, and what it answers to an older one no longer counts. */
  async typeAhead(label: string, query: string): Promise<string[]> {
    const placed = findField(this.blocks, label);
    const keys = [...query].map((_, index) => [...query].slice(0, index + 1).join(''));
    const asked = keys.filter((typed) => typed.length >= minQueryOf(placed.element));
    const answers = asked.map((typed) => suggestAll(this.stage, this.record, placed, typed));
    const [latest = []] = (await Promise.all(answers)).slice(-1);
    return latest.map((option) => textOf(option.text));
  }

  /** Chooses by the option's text, a person's name, a channel, or a date as YYYY-MM-DD; toggles checkboxes. */
  async select(label: string, optionLabel: string, query = optionLabel): Promise<void> {
    const placed = findField(this.blocks, label);
    const { element } = placed;
    const offered = isSuggested(placed) ? await suggestAll(this.stage, this.record, placed, query) : [];
    const value = pickValue(this.stage.world, element, optionLabel, this.stateOf(placed) ?? {}, offered);
    await this.enter(placed, value, 'chosen');
  }

  /** Empties an optional field. */
  async clear(label: string): Promise<void> {
    const placed = findField(this.blocks, label);
    const emptied = Object.entries(this.stateOf(placed) ?? {}).filter(([name]) => name !== 'type');
    const value = Object.fromEntries(emptied.map(([name, old]) => [name, Array.isArray(old) ? [] : null]));
    await this.enter(placed, value, TYPED.includes(textIn(placed.element.type)) ? 'typed' : 'chosen');
  }

  /** Types into text fields; on other fields it selects. */
  async fill(values: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(values)) {
      const placed = findField(this.blocks, label);
      if (!TYPED.includes(textIn(placed.element.type))) await this.select(label, text);
      else await this.enter(placed, pickValue(this.stage.world, placed.element, text, {}), 'typed');
    }
  }

  /** Presses Enter in a text field, which some fields tell the bot. */
  async pressEnter(label: string): Promise<void> {
    const placed = findField(this.blocks, label);
    await this.enter(placed, { value: this.stateOf(placed)?.value ?? null }, 'entered');
  }

  private stateOf(placed: Placed): Json | undefined {
    return entryIn(this.record.state, placed);
  }

  private async enter(placed: Placed, value: Json, trigger: Trigger): Promise<void> {
    await enterInView(this.stage, this.record, placed, value, trigger);
  }
}

function isSuggested({ element }: Placed): boolean {
  return SUGGESTED.includes(textIn(element.type));
}
