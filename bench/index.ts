import { startTestServer } from '../test/support/global-database.js';
import type { Comparison } from './compare.js';
import { benchCreateReward } from './create-reward.js';
import { benchOpenForm } from './open-form.js';
import { benchOweReminders } from './owe-reminders.js';

// Ratios are what counts: machines differ, and this one may be busy.
const stopServer = await startTestServer();
try {
  console.log('medians in milliseconds, turn by turn in one run                     ours   theirs   ratio');
  print('/reward until Slack has the modal · a bare Bolt app', await benchOpenForm(200));
  print('create (reward, event, jobs) · the same by hand through pg', await benchCreateReward(300));
  print('hourly reminders of 20,000 undecided · of 500', await benchOweReminders(20));
} finally {
  await stopServer();
}

function print(what: string, { ours, theirs, ratio }: Comparison): void {
  console.log(
    `${what.padEnd(64)} ${ours.toFixed(2).padStart(8)} ${theirs.toFixed(2).padStart(8)} ${ratio.toFixed(2).padStart(7)}`,
  );
}
