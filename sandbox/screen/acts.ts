import { z } from 'zod';
import type { Json } from '../json.js';

// What a person does in the page, as it comes over the wire.

const values = z.record(z.string(), z.unknown());
/** `view.state.values`: what the page's person has entered so far, by block_id, then action_id. */
const state = z.record(z.string(), z.record(z.string(), values));

/** A message by its number, or a view by its id. */
const place = z.union([z.object({ message: z.number() }), z.object({ view: z.string() })]);
const element = { in: place, blockId: z.string(), actionId: z.string(), state: state.optional() };

export const actSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('command'), channel: z.string(), command: z.string(), text: z.string() }),
  z.object({ do: z.literal('say'), channel: z.string(), text: z.string(), threadTs: z.string().optional() }),
  /** A button, or an item of an overflow menu by its value. */
  z.object({ do: z.literal('press'), ...element, option: z.string().optional() }),
  /** A field changed; `value` is its new entry in the state. The bot hears of it where the block dispatches it. */
  z.object({
    do: z.literal('enter'),
    ...element,
    value: values,
    trigger: z.enum(['typed', 'entered', 'chosen']),
  }),
  /** What the bot offers in a type-ahead field for these letters. */
  z.object({ do: z.literal('suggest'), ...element, query: z.string() }),
  z.object({ do: z.literal('submit'), view: z.string(), state }),
  /** `everything` is the x in the corner, which closes the whole stack. */
  z.object({ do: z.literal('close'), view: z.string(), everything: z.boolean() }),
  z.object({ do: z.literal('shortcut'), callbackId: z.string(), message: z.number().optional() }),
  z.object({ do: z.literal('openHome') }),
  z.object({ do: z.literal('dismiss'), notice: z.number() }),
]);

export type Act = z.infer<typeof actSchema>;
export type Place = z.infer<typeof place>;

/** How an act ended, as the person sees it. What changed comes with the next screen. */
export interface Outcome {
  /** `late`: no answer within 3 s. `failed`: the app or its answer was at fault. `refused`: Slack would not. */
  status: 'ok' | 'late' | 'failed' | 'refused';
  /** What Slack says to the person. */
  shown?: string;
  /** For the developer, where the person is only told of trouble. */
  reason?: string;
  /** What a `suggest` offers; options without a group stand in one without a label. */
  offered?: { label: string; options: Json[] }[];
}

/** What is done to the workspace from outside, in the panels. */
export const changeSchema = z.discriminatedUnion('change', [
  z.object({ change: z.literal('inviteBot'), channel: z.string() }),
  z.object({ change: z.literal('kickBot'), channel: z.string() }),
  z.object({ change: z.literal('archive'), channel: z.string(), archived: z.boolean() }),
  z.object({ change: z.literal('share'), channel: z.string(), shared: z.boolean() }),
  z.object({ change: z.literal('deactivate'), user: z.string(), deactivated: z.boolean() }),
  z.object({ change: z.literal('deleteMessage'), message: z.number() }),
  z.object({ change: z.literal('scope'), scope: z.string(), granted: z.boolean() }),
  z.object({ change: z.literal('dropSockets') }),
]);

export type Change = z.infer<typeof changeSchema>;

/** Where the clock is moved to: on by so much, to the first minute of the next month, or to an instant (ISO 8601). */
export const clockSchema = z.object({ to: z.union([z.enum(['hour', 'day', 'week', 'month']), z.iso.datetime()]) });

export type ClockMove = z.infer<typeof clockSchema>['to'];
