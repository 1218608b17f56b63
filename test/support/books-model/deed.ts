import fc from 'fast-check';
import { INVOICE_ACTS, type InvoiceAct } from '../../../src/domain/invoice.js';
import { DECISIONS, type Decision } from '../../../src/domain/reward.js';
import { ANA, BO, CLEO, CY, DANA } from '../team.js';

/** Something to do. What it is done to is counted off when the time comes, since what there will be is not known yet. */
export type Deed =
  | { readonly kind: 'create'; readonly partner: number; readonly cents: number; readonly currency: string }
  | ({ readonly kind: 'decide'; readonly reward: number; readonly decision: Decision; readonly by: number } & Fitting)
  | ({ readonly kind: 'claw back'; readonly reward: number; readonly cents: number; readonly by: string } & Fitting)
  | ({ readonly kind: 'act'; readonly invoice: number; readonly act: InvoiceAct; readonly by: string } & Fitting)
  | ({ readonly kind: 'remove'; readonly line: number } & Fitting)
  | ({ readonly kind: 'pull'; readonly invoice: number; readonly reward: number } & Fitting)
  | { readonly kind: 'run the clock' }
  | { readonly kind: 'try the clock' }
  | { readonly kind: 'set'; readonly setting: Setting };

/** Whether it is done to something it is possible for, or left out: most of what people try is. */
interface Fitting {
  readonly fits: boolean;
}

export type Setting =
  | { readonly name: 'minimum-payout'; readonly value: '0' | '10' | '40' }
  | { readonly name: 'second-approval'; readonly value: 'off' | '15' | '30' }
  | { readonly name: 'unreviewed'; readonly value: 'approved_only' | 'new_and_approved' }
  | { readonly name: 'time-zone'; readonly value: string };

export const TIME_ZONES = ['Pacific/Auckland', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Kiritimati'];

const at = fc.nat({ max: 1_000 });
const cents = fc.integer({ min: 1, max: 5_000 });
const kind = <Kind extends Deed['kind']>(name: Kind) => fc.constant(name);

const create = fc.record({
  kind: kind('create'),
  partner: fc.nat({ max: 2 }),
  cents,
  currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
});
const fits = fc.constantFrom(true, true, true, true, true, false);
const decide = fc.record({
  kind: kind('decide'),
  reward: at,
  decision: fc.constantFrom(...DECISIONS, 'approve', 'approve', 'hold', 'release'),
  by: fc.nat({ max: 1 }),
  fits,
});
const clawBack = fc.record({ kind: kind('claw back'), reward: at, cents, by: fc.constantFrom(ANA, BO), fits });
const act = fc.record({
  kind: kind('act'),
  invoice: at,
  act: fc.constantFrom(...INVOICE_ACTS, 'pause', 'resume', 'finalise', 'pay'),
  by: fc.constantFrom(CLEO, DANA),
  fits,
});
const remove = fc.record({ kind: kind('remove'), line: at, fits });
const pull = fc.record({ kind: kind('pull'), invoice: at, reward: at, fits });
const runClock = fc.record({ kind: kind('run the clock') });
const tryClock = fc.record({ kind: kind('try the clock') });
const setting: fc.Arbitrary<Setting> = fc.oneof(
  fc.record({ name: fc.constant('minimum-payout' as const), value: fc.constantFrom('0' as const, '10', '40') }),
  fc.record({
    name: fc.constant('unreviewed' as const),
    value: fc.constantFrom('approved_only' as const, 'new_and_approved'),
  }),
  fc.record({
    name: fc.constant('second-approval' as const),
    value: fc.constantFrom('off' as const, '15', '15', '30'),
  }),
  fc.record({ name: fc.constant('time-zone' as const), value: fc.constantFrom(...TIME_ZONES) }),
);
const set = fc.record({ kind: kind('set'), setting });

/** Anything that one person or machine can do. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 12, arbitrary: create },
  { weight: 10, arbitrary: decide },
  { weight: 4, arbitrary: clawBack },
  { weight: 17, arbitrary: act },
  { weight: 7, arbitrary: remove },
  { weight: 18, arbitrary: pull },
  { weight: 7, arbitrary: runClock },
  { weight: 1, arbitrary: tryClock },
  { weight: 2, arbitrary: set },
);

const hours = (...some: number[]) => fc.constantFrom(...some).map((many) => many * 3_600_000);
const A_DAY = 24;

/** What happens, and after how many milliseconds: people mostly act at once, the clock mostly runs when there is a reason. */
export const deedsInTime: fc.Arbitrary<{ readonly deed: Deed; readonly jump: number }> = deeds.chain((deed) =>
  fc.record({
    deed: fc.constant(deed),
    jump:
      deed.kind === 'run the clock'
        ? hours(0, 1, 3 * A_DAY, 8 * A_DAY, 15 * A_DAY, 31 * A_DAY, 31 * A_DAY, 62 * A_DAY)
        : hours(0, 0, 0, 0, 0, 0, 1, 5 * A_DAY),
  }),
);

/** One of the two who may: withdrawing is the creator's or an admin's, the rest is the approvers'. */
export function decider(decision: Decision, which: number): string {
  if (decision === 'withdraw') return which === 0 ? ANA : DANA;
  return which === 0 ? BO : CY;
}
