import { objectIn, textOf } from '../../json.js';
import type { ClockMove } from '../../screen/acts.js';
import type { Screen, ShownMessage } from '../../screen/screen.js';
import { monthOf, timeOf } from '../times.js';

/** When the tour and its present step began, by the sandbox's clock. */
export interface Since {
  tour: number;
  step: number;
}

export type StepAction =
  | { do: 'type'; label: string; text: string }
  | { do: 'moveClock'; label: string; to: ClockMove }
  | { do: 'openControls'; label: string };

export interface Step {
  id: string;
  title: string;
  text: string;
  /** Whom it takes, and where. */
  who?: string;
  where?: string;
  action?: StepAction;
  /** What is pointed at: a `data-tour`. */
  target?(screen: Screen, since: Since): string | undefined;
  /** Seen from the screen alone; the tour then goes on by itself. */
  isDone?(screen: Screen, since: Since): boolean;
  /** What it needs is gone; the tour then goes back a step. */
  isLost?(screen: Screen, since: Since): boolean;
}

const [ANA, BO, LENA, CLEO] = ['U0ANA', 'U0BO', 'U0LENA', 'U0CLEO'];
const [REVIEW, FINANCE] = ['C0REVIEW', 'C0FINANCE'];
const LENAS_MESSAGES = 'D0LENA';

function fromApp(screen: Screen, channel: string, since: number): ShownMessage[] {
  return screen.messages.filter(
    (it) =>
      it.channel === channel &&
      it.user === screen.app.userId &&
      it.threadTs === undefined &&
      !it.isEphemeral &&
      timeOf(it.ts) >= since,
  );
}

function newCard(screen: Screen, { tour }: Since): ShownMessage | undefined {
  return fromApp(screen, REVIEW, tour).find((it) => /\bR-\d+/.test(`${it.text} ${JSON.stringify(it.blocks)}`));
}

function isFormOpen(screen: Screen): boolean {
  return screen.modals.some((it) => textOf(objectIn(it.content).title) === 'Manual Rewards');
}

function invoice(screen: Screen, { tour }: Since): ShownMessage | undefined {
  return fromApp(screen, FINANCE, tour).at(-1);
}

function says(message: ShownMessage | undefined, words: string): boolean {
  return JSON.stringify(message?.blocks ?? '').includes(words);
}

function targetOf(message: ShownMessage | undefined): string | undefined {
  return message && `message-${message.number}`;
}

export const STEPS: readonly Step[] = [
  {
    id: 'command',
    title: 'Reward a partner',
    text: 'You are Ana, a partnership manager. Acme held a webinar with you. Type this, and press Enter: /reward acme 250 for the webinar',
    who: ANA,
    where: REVIEW,
    action: { do: 'type', label: 'Type it for me', text: '/reward acme 250 for the webinar' },
    target: () => 'composer',
    isDone: (screen, since) => isFormOpen(screen) || newCard(screen, since) !== undefined,
  },
  {
    id: 'form',
    title: 'Look, and create it',
    text: 'The form is filled in from what you typed. Press Create Reward; if it says that it looks like an earlier one, Create anyway.',
    who: ANA,
    where: REVIEW,
    isDone: (screen, since) => newCard(screen, since) !== undefined,
    isLost: (screen, since) => screen.me === ANA && !isFormOpen(screen) && !newCard(screen, since),
  },
  {
    id: 'approve',
    title: 'Approve it',
    text: 'Its card is in #reward-review. Nobody approves their own reward: be Bo, and press Approve on the card.',
    who: BO,
    where: REVIEW,
    target: (screen, since) => targetOf(newCard(screen, since)),
    isDone: (screen, since) => says(newCard(screen, since), 'Approved'),
  },
  {
    id: 'partner',
    title: 'What the partner is told',
    text: 'Lena is Acme’s contact. The app wrote to her: how much, what for, and when it is paid. Internal notes never reach her.',
    who: LENA,
    where: LENAS_MESSAGES,
    target: (screen, since) => targetOf(fromApp(screen, LENAS_MESSAGES, since.tour).at(-1)),
  },
  {
    id: 'clock',
    title: 'Let the month end',
    text: 'Approved rewards go on the month’s invoice. No need to wait: move the sandbox’s clock to the next month.',
    action: { do: 'moveClock', label: 'To the next month', to: 'month' },
    target: () => 'clock',
    isDone: ({ clock }, { step }) =>
      !clock.isMoving && monthOf(clock.now, clock.timeZone) !== monthOf(step, clock.timeZone),
  },
  {
    id: 'invoice',
    title: 'The invoice is cut',
    text: 'Cleo from finance has it in #partner-finance, with every partner’s share. For a week it is in review: what is wrong can still be taken off.',
    who: CLEO,
    where: FINANCE,
    target: (screen, since) => targetOf(invoice(screen, since)),
  },
  {
    id: 'week',
    title: 'A week on',
    text: 'When the review ends, the invoice is finalised: nothing on it changes any more.',
    who: CLEO,
    where: FINANCE,
    action: { do: 'moveClock', label: 'A week on', to: 'week' },
    target: () => 'clock',
    isDone: (screen, since) => ['Finalised', 'Paid on'].some((words) => says(invoice(screen, since), words)),
  },
  {
    id: 'pay',
    title: 'Mark it as paid',
    text: 'The bank has paid. Press Mark as paid… on the invoice, and write any reference: SEPA 4711.',
    who: CLEO,
    where: FINANCE,
    target: (screen, since) => targetOf(invoice(screen, since)),
    isDone: (screen, since) => says(invoice(screen, since), 'Paid on'),
  },
  {
    id: 'paid',
    title: 'The partner is paid',
    text: 'Lena reads it first: one message for the whole invoice, with what each reward was for.',
    who: LENA,
    where: LENAS_MESSAGES,
    target: (screen, since) => targetOf(fromApp(screen, LENAS_MESSAGES, since.step).at(-1)),
  },
  {
    id: 'more',
    title: 'That was it. What else?',
    text: 'Hold or decline a reward and look at its thread. Open a second window as somebody else, and press Approve in both at once. Under Controls: make Slack slow or silent, and read what it and the app said to each other.',
    action: { do: 'openControls', label: 'Open the controls' },
    target: () => 'sandbox',
  },
];
