import { scheduleReview } from '../../src/domain/invoice.js';
import { addLocalDays, duePeriods, localDateOf, nextMonth, startOfLocalDay } from '../../src/domain/period.js';

const ZONES = [
  'UTC',
  'Pacific/Auckland',
  'America/New_York',
  'America/Havana',
  'Asia/Beirut',
  'Pacific/Apia',
  'Antarctica/Casey',
  'Australia/Lord_Howe',
];

/** What the period rules answer to fixed questions. Read in processes of several zones, it must be one text. */
export function samplePeriods(): string {
  const answers: unknown[] = [];
  for (const timeZone of ZONES) {
    for (let day = Date.UTC(2011, 0, 1); day < Date.UTC(2013, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      answers.push(addLocalDays(date, 1), startOfLocalDay(date, timeZone), localDateOf(new Date(day), timeZone));
    }
    const casey = ['2010-03-05', '2019-03-17', '2020-03-08', '2023-03-09'];
    answers.push(casey.map((date) => startOfLocalDay(date, timeZone)));
    const due = duePeriods({ firstRewardAt: new Date('2025-01-15') }, timeZone, new Date('2026-12-15'));
    answers.push(
      due,
      due.map(({ month }) => nextMonth(month)),
    );
    const rules = { timeZone, reviewDays: 7, paymentDays: 5 };
    answers.push(due.map(({ endsAt }) => scheduleReview({ cutAt: endsAt, periodEndsAt: endsAt }, rules)));
  }
  return JSON.stringify(answers);
}

if (process.argv.includes('--print')) process.stdout.write(samplePeriods());
