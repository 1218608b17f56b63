import type { Role } from '../../src/domain/policy.js';
import { ACTION as A, VIEW as V } from '../../src/views/ids.js';

// Who may do what and see what, written by hand from SPEC 1, 4, 5, 6 and 7; README's table is its summary. Read by services/who-may-*,
// flows/who-may-do-what and every-door.

export const PEOPLE = ['manager', 'limited', 'approver', 'finance', 'admin', 'contact', 'nobody', 'stale'] as const;
/**
 * `limited`: a manager of the partner group Gold alone. `contact`: of a partner, without a role. `stale`: an approver by a
 * user group that was not seen for a day.
 */
export type Person = (typeof PEOPLE)[number];

export const ROLE_OF: Readonly<Record<Person, Role | undefined>> = {
  manager: 'manager',
  limited: 'manager',
  approver: 'approver',
  finance: 'finance',
  admin: 'admin',
  contact: undefined,
  nobody: undefined,
  stale: 'approver',
};

export const RELATIONS = ['gold', 'silver', 'created', 'partner', 'edited'] as const;
/**
 * What a reward is to a person: others', of a Gold or a Silver partner; created by them; owed to a partner they are a
 * contact of; changed by them when changes were asked for. The last three are of Silver partners.
 */
export type Relation = (typeof RELATIONS)[number];

/** What each word in a cell lets pass. */
const WORDS: Readonly<Record<string, readonly Relation[]>> = {
  '-': [],
  all: RELATIONS,
  others: ['gold', 'silver'],
  // Of a partner that they are no contact of.
  apart: ['gold', 'silver', 'created', 'edited'],
  group: ['gold'],
  created: ['created'],
  partner: ['partner'],
};

/** What people do to a reward or for a partner. */
const REWARDS = `
                        | manager     | limited             | approver | finance     | admin  | contact | nobody  | stale
  create                | all         | group               | -        | -           | all    | -       | -       | -
  approve               | -           | -                   | others   | -           | others | -       | -       | -
  approve several       | -           | -                   | others   | -           | others | -       | -       | -
  approve as second     | -           | -                   | others   | -           | others | -       | -       | -
  decline               | -           | -                   | others   | -           | others | -       | -       | -
  hold                  | -           | -                   | others   | -           | others | -       | -       | -
  release               | -           | -                   | others   | -           | others | -       | -       | -
  reopen                | -           | -                   | others   | -           | others | -       | -       | -
  mark as paid          | -           | -                   | others   | -           | others | -       | -       | -
  ask for changes       | -           | -                   | others   | -           | others | -       | -       | -
  edit and send back    | created     | created             | created  | created     | all    | created | created | created
  edit its amount       | created     | -                   | -        | -           | all    | -       | -       | -
  edit to a Silver one  | created     | -                   | -        | -           | all    | -       | -       | -
  withdraw              | created     | created             | created  | created     | all    | created | created | created
  claw back             | all         | group               | all      | -           | all    | -       | -       | -
  link a Slack user     | apart       | group created       | apart    | -           | apart  | -       | -       | -
  send again            | all         | group created       | all      | -           | all    | -       | -       | -
  ask about it          | partner     | partner             | partner  | partner     | partner| partner | -       | partner
  answer a question     | all         | group created       | all      | -           | all    | -       | -       | -
  see it whole          | all         | group created       | all      | all         | all    | -       | -       | -
  see its history       | all         | group created       | all      | all         | all    | -       | -       | -
  see it at all         | all         | group created partner | all    | all         | all    | partner | -       | partner
  see its partner       | all         | group               | all      | all         | all    | -       | -       | -
  find its partner      | all         | group               | all      | all         | all    | -       | -       | -
  be offered its partner| all         | group               | -        | -           | all    | -       | -       | -
  choose its partner    | all         | group               | -        | -           | all    | -       | -       | -
  choose its customer   | all         | group               | -        | -           | all    | -       | -       | -
`;

/** What people do to invoices and to the programme, and what they are shown of it. */
const PROGRAMME = `
                        | manager     | limited             | approver | finance     | admin  | contact | nobody  | stale
  see the queue         | -           | -                   | all      | -           | all    | -       | -       | -
  filter the queue      | -           | -                   | all      | -           | all    | -       | -       | -
  see what I created    | all         | all                 | -        | -           | all    | -       | -       | -
  see what I earned     | all         | all                 | all      | all         | all    | all     | -       | all
  see open invoices     | -           | -                   | -        | all         | all    | -       | -       | -
  see one invoice       | -           | -                   | -        | all         | all    | -       | -       | -
  review an invoice     | -           | -                   | all      | all         | all    | -       | -       | -
  pause an invoice      | -           | -                   | -        | all         | all    | -       | -       | -
  resume it             | -           | -                   | -        | all         | all    | -       | -       | -
  finalise it           | -           | -                   | -        | all         | all    | -       | -       | -
  pay it                | -           | -                   | -        | all         | all    | -       | -       | -
  say that it failed    | -           | -                   | -        | all         | all    | -       | -       | -
  try it again          | -           | -                   | -        | all         | all    | -       | -       | -
  void it               | -           | -                   | -        | all         | all    | -       | -       | -
  remove a line         | -           | -                   | -        | all         | all    | -       | -       | -
  pull a reward on      | -           | -                   | -        | all         | all    | -       | -       | -
  let a stopped run go  | -           | -                   | -        | all         | all    | -       | -       | -
  change settings       | -           | -                   | -        | -           | all    | -       | -       | -
  claim the first seat  | -           | -                   | -        | -           | all    | -       | -       | -
`;

/** By what each is done: ids of views/ids.ts, items of menus as `menu:…`, subcommands as `/…`. */
const REWARD_DOORS = {
  create: [V.rewardForm, A.homeCreate, A.rewardPartner, 'create_reward', 'reward_for_message', '/reward'],
  approve: [A.approve, V.aloneForm],
  'approve several': [A.invoiceApproveSeveral, A.homeApproveSeveral, V.severalForm, V.severalConfirm],
  'approve as second': [A.approve],
  decline: [A.decline, V.declineForm],
  hold: [A.hold, V.holdForm],
  release: [A.release],
  reopen: ['menu:change', V.changeForm],
  'mark as paid': ['menu:mark_paid', V.paidForm],
  'ask for changes': ['menu:request_changes', V.changesForm],
  'edit and send back': ['menu:edit', A.editReward, V.editForm],
  'edit its amount': [V.editForm],
  'edit to a Silver one': [V.editForm],
  withdraw: ['menu:withdraw', V.withdrawForm],
  'claw back': ['menu:clawback', V.clawbackForm],
  'link a Slack user': ['menu:link', V.linkForm],
  'send again': ['menu:resend'],
  'ask about it': [A.ask, V.askForm],
  'answer a question': [A.answer, A.sendAnswerAgain, V.answerForm],
  'see it whole': ['/R-1042'],
  'see its history': ['menu:history'],
  'see it at all': ['/R-1042'],
  'see its partner': [A.partnerMatch],
  'find its partner': ['/partner'],
  'be offered its partner': [A.partner],
  'choose its partner': [A.partner],
  'choose its customer': [A.customer],
} as const;
export type RewardAction = keyof typeof REWARD_DOORS;

const PROGRAMME_DOORS = {
  'see the queue': ['/queue'],
  'filter the queue': [A.homeFilter, V.queueFilterForm],
  'see what I created': ['/mine'],
  'see what I earned': ['/mine'],
  'see open invoices': ['/invoice'],
  'see one invoice': [A.invoicePartners, A.invoicePartnersPage, 'invoice_menu:partners', 'invoice_menu:history'],
  'review an invoice': [A.invoiceReview],
  'pause an invoice': [A.invoicePause, V.invoiceReasonForm],
  'resume it': [A.invoiceResume],
  'finalise it': [A.invoiceFinalise],
  'pay it': [A.invoicePaid, V.invoicePaidForm],
  'say that it failed': [A.invoiceFail, V.invoiceReasonForm],
  'try it again': [A.invoiceRetry],
  'void it': ['invoice_menu:void', V.invoiceReasonForm],
  'remove a line': ['invoice_menu:remove_line', A.invoiceLine, V.removeLineForm],
  'pull a reward on': [A.invoicePull, A.lateReward, V.pullRewardForm],
  'let a stopped run go': [A.allowRun],
  'change settings': ['/settings', A.openSettings, A.managerScope, V.settingsForm],
  'claim the first seat': [A.claimAdmin],
} as const;
export type ProgrammeAction = keyof typeof PROGRAMME_DOORS;
export type Action = RewardAction | ProgrammeAction;

/** Doors behind which nobody is turned away, and why. */
const FOR_EVERYBODY: Readonly<Record<string, string>> = {
  [A.menu]: 'a menu: each of its items has a row',
  [A.invoiceMenu]: 'a menu: each of its items has a row',
  [A.timeZone]: 'names time zones',
  [A.homePage]: 'keeps a place in their own Home, which reads what they may see',
  [A.homeFilterClear]: 'the same',
  [A.homeCreatedStatus]: 'the same',
  [A.homeCreatorNotices]: 'sets what they themselves are told',
};

export interface Row<A extends Action> {
  readonly action: A;
  readonly cells: Readonly<Record<Person, readonly Relation[]>>;
}

export const REWARD_ROWS = readTable(REWARDS, REWARD_DOORS);
export const PROGRAMME_ROWS = readTable(PROGRAMME, PROGRAMME_DOORS);
const DOORS = { ...REWARD_DOORS, ...PROGRAMME_DOORS };
export const EVERY_DOOR: ReadonlySet<string> = new Set([...Object.values(DOORS).flat(), ...Object.keys(FOR_EVERYBODY)]);
export const ACTIONS = Object.keys(DOORS) as readonly Action[];

/** What a reward can be to this person: nobody is a contact of no partner. */
export function relationsOf(person: Person): readonly Relation[] {
  return person === 'nobody' ? RELATIONS.filter((relation) => relation !== 'partner') : RELATIONS;
}

function readTable<A extends Action>(table: string, doors: Readonly<Record<A, unknown>>): Row<A>[] {
  const [head = '', ...lines] = table.split('\n').filter((line) => line.trim() !== '');
  const columns = head.split('|').slice(1);
  if (columns.map((name) => name.trim()).join() !== PEOPLE.join()) throw new Error('the columns are the people');
  return lines.map((line) => {
    const [name = '', ...cells] = line.split('|').map((cell) => cell.trim());
    if (!isKeyOf(doors, name)) throw new Error(`nothing is done by ${name}`);
    const read = PEOPLE.map((person, at) => [person, readCell(cells[at] ?? '', person)] as const);
    return { action: name, cells: Object.fromEntries(read) as Row<A>['cells'] };
  });
}

function readCell(cell: string, person: Person): readonly Relation[] {
  const passing = cell.split(/\s+/).flatMap((word) => {
    const relations = WORDS[word];
    if (!relations) throw new Error(`no cell says ${word}`);
    return relations;
  });
  return relationsOf(person).filter((relation) => passing.includes(relation));
}

function isKeyOf<K extends string>(record: Readonly<Record<K, unknown>>, name: string): name is K {
  return Object.hasOwn(record, name);
}
