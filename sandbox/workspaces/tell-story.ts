import { TZDate } from '@date-fns/tz';
import { eventually, type Message, type Modal, type Sandbox } from '../start-sandbox.js';
import { untilQuiet } from '../until-quiet.js';
import type { Deed, Story, StoryDay, StoryReward } from './story.js';

const PRESENT = { day: 4, hour: 10 };
const FIRST_MONTHS_AGO = 2;
const PATIENCE_MS = 20_000;
const DECLINE_WORDS = ['What the partner is told', 'Words for the partner'] as const;

/** One thing that happens, and when. */
interface Moment {
  readonly at: Date;
  readonly play: (told: Told) => Promise<void>;
}

interface Told {
  readonly slack: Sandbox;
  readonly story: Story;
}

/** The story's present: the fourth of the current month, when the invoice of the last one is in review. */
export function presentOf(timeZone: string, real: Date): Date {
  const here = TZDate.tz(timeZone, real);
  return new TZDate(here.getFullYear(), here.getMonth(), PRESENT.day, PRESENT.hour, timeZone);
}

/** Where the clock has to stand before anything happened. */
export function beginningOf(timeZone: string, present: Date): Date {
  return instantOf([FIRST_MONTHS_AGO, 1], 9, timeZone, present);
}

function instantOf([monthsAgo, day]: StoryDay, hour: number, timeZone: string, present: Date, minute = 0): Date {
  const here = TZDate.tz(timeZone, present);
  return new TZDate(here.getFullYear(), here.getMonth() - monthsAgo, day, hour, minute, timeZone);
}

/** Has people do it all, each thing at its time, and leaves the clock at the story's present. */
export async function tellStory(slack: Sandbox, story: Story, timeZone: string, present: Date): Promise<void> {
  const told: Told = { slack, story };
  const moments = momentsOf(story, timeZone, present).filter(({ at }) => at <= present);
  for (const [index, { at, play }] of moments.entries()) {
    slack.setUp({ label: 'Three months of the programme are happening', done: index / moments.length });
    if (at.getTime() > slack.world.now()) await slack.moveClock(at.toISOString());
    await play(told);
  }
  const hasCard = ({ description }: StoryReward) =>
    messageSaying(slack, story.reviewChannel, description) !== undefined;
  await eventually(() => story.rewards.every(hasCard), PATIENCE_MS);
  await slack.moveClock(present.toISOString());
  await untilQuiet(slack, { quietMs: 1_000, patienceMs: PATIENCE_MS });
  slack.setUp();
}

function momentsOf(story: Story, timeZone: string, present: Date): Moment[] {
  const when = (day: StoryDay, hour: number, minute = 0) => instantOf(day, hour, timeZone, present, minute);
  const lives = story.rewards.flatMap((reward, index): Moment[] => [
    { at: when(reward.on, 9, index), play: (told) => create(told, reward) },
    ...(reward.deeds ?? []).map((deed) => ({
      at: when(deed.on, 14, index),
      play: (told: Told) => perform(told, reward, deed),
    })),
  ]);
  const months = [1, 0].flatMap((monthsAgo): Moment[] => [
    { at: when([monthsAgo, 1], 0), play: (told) => untilInvoices(told, 'In review until') },
    { at: when([monthsAgo, 8], 0), play: (told) => untilInvoices(told, 'Finalised · ') },
    { at: when([monthsAgo, 13], 11), play: payInvoices },
  ]);
  return [...lives, ...months].sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function create({ slack, story }: Told, reward: StoryReward): Promise<void> {
  const manager = slack.as(story.manager);
  await manager.types('/reward', `${reward.partner} ${reward.amount} ${reward.description}`);
  const form = await eventually(() => manager.modal(), PATIENCE_MS);
  if (reward.customer) await connect(form, reward.customer);
  if (reward.note) await form.fill({ 'Internal note': reward.note });
  await send(form);
}

async function connect(form: Modal, customer: string): Promise<void> {
  const [first = customer] = await form.suggest('Connect a customer', customer);
  await form.select('Connect a customer', first, customer);
}

/** Submits, and says yes where the form asks again. */
async function send(form: Modal): Promise<void> {
  const first = await form.submit();
  const last = first.status === 'updated' ? await form.submit() : first;
  if (last.status !== 'closed') throw new Error(`The form stays open: ${JSON.stringify(last)}`);
}

async function perform({ slack, story }: Told, reward: StoryReward, deed: Deed): Promise<void> {
  const person = slack.as(deed.by ?? story.approver);
  const card = () => eventually(() => messageSaying(slack, story.reviewChannel, reward.description), PATIENCE_MS);
  const before = (await card()).text;
  const fillIn = async (open: (card: Message) => Promise<unknown>, fill: (form: Modal) => Promise<unknown>) => {
    await open(await card());
    const form = await eventually(() => person.modal(), PATIENCE_MS);
    await fill(form);
    await send(form);
  };

  switch (deed.do) {
    case 'approve':
      await person.press(await card(), 'Approve');
      break;
    case 'release':
      await person.press(await card(), 'Release');
      break;
    case 'withdraw':
      await fillIn(
        (it) => person.choose(it, 'Withdraw…'),
        async () => undefined,
      );
      break;
    case 'decline':
      await fillIn(
        (it) => person.press(it, 'Decline…'),
        async (form) => {
          await form.select('Reason', deed.reason);
          // The form names the field otherwise where the partner cannot be told.
          const label = DECLINE_WORDS.find((one) => form.labels().includes(one)) ?? DECLINE_WORDS[0];
          await form.fill({ [label]: deed.words });
        },
      );
      break;
    case 'hold':
      await fillIn(
        (it) => person.press(it, 'Hold…'),
        (form) => form.fill({ Reason: deed.reason }),
      );
      break;
    case 'payElsewhere':
      await fillIn(
        (it) => person.choose(it, 'Mark as paid…'),
        (form) => form.fill({ 'How it was paid': deed.how }),
      );
  }
  await eventually(async () => (await card()).text !== before, PATIENCE_MS);
}

async function payInvoices(told: Told): Promise<void> {
  const finance = told.slack.as(told.story.finance);
  for (const message of invoicesSaying(told, 'Finalised · ')) {
    await finance.press(message, 'Mark as paid…');
    const form = await eventually(() => finance.modal(), PATIENCE_MS);
    await form.fill({ Reference: 'SEPA batch 2207' });
    await send(form);
  }
  await untilInvoices(told, 'Paid on');
}

function invoicesSaying({ slack, story }: Told, words: string): Message[] {
  return slack.messagesIn(story.financeChannel).filter((it) => it.text.includes(words));
}

/** Until a month's invoices, one in each currency, all say this. */
async function untilInvoices(told: Told, words: string): Promise<void> {
  await eventually(() => invoicesSaying(told, words).length >= told.story.currencies, PATIENCE_MS);
}

/** Looks at what is kept before it looks as a person does: this is asked again and again. */
function messageSaying(slack: Sandbox, channel: string, words: string): Message | undefined {
  const found = slack.world.messages.findLast(
    (it) => it.channel === channel && !it.threadTs && it.text.includes(words),
  );
  return found && slack.messageNumber(found.number);
}
