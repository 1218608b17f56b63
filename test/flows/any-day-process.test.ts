import { expect, test } from '@jest/globals';
import { differenceInHours } from 'date-fns/differenceInHours';
import { eventually } from '../../sandbox/start-sandbox.js';
import { systemClock } from '../../src/clock.js';
import { createDb } from '../../src/db/client.js';
import { openEmbeddedDatabase } from '../../src/db/embedded/open-embedded-database.js';
import { makeThrowawayFolder, removeThrowawayFolder } from '../support/database-cluster.js';
import { givenAcme } from '../support/directory.js';
import { fakeClockAt, NO_FAKETIME } from '../support/faketime.js';
import { spawnBot } from '../support/process.js';
import { fillForm } from '../support/reward-form.js';
import { cardShowing } from '../support/rewards.js';
import { environmentOf, startTeam } from '../support/team.js';
import { BEGINNING } from '../support/test-clock.js';

const where = NO_FAKETIME ? test.skip : test;

where(
  `a process whose clock is set starts its own database, whose clock is not, and posts the card of a reward${NO_FAKETIME ? ` (skipped: ${NO_FAKETIME})` : ''}`,
  async () => {
    const clock = fakeClockAt(BEGINNING);
    const team = await startTeam({ asleep: true, slack: { now: clock.now, clock: { timeZone: 'UTC' } } });
    const dataDir = await makeThrowawayFolder();
    const env = { LOG_LEVEL: 'fatal', DATABASE_URL: '', DATA_DIR: dataDir, ...clock.env };
    const bot = spawnBot(environmentOf(team.slack, 'http', team.config.port, '', env));
    try {
      await bot.ready();
      const opened = await openEmbeddedDatabase({ dataDir });
      const db = createDb(opened.url);
      await givenAcme({ db, workspaceId: team.workspaceId });
      expect(await (await fillForm(team, { amount: '77' })).submit()).toEqual({ status: 'closed' });
      const card = await cardShowing(team, 1001, 'New');
      expect(Math.abs(Number(card.ts) * 1000 - clock.now())).toBeLessThan(60_000);
      const { createdAt } = await db.reads.reward.findFirstOrThrow();
      expect(differenceInHours(createdAt, BEGINNING)).toBe(0);
      const [database] = await db.reads.$queryRaw<{ now: Date }[]>`SELECT now()`;
      expect(differenceInHours(database?.now ?? 0, systemClock.now())).toBe(0);
      await db.close();
      await opened.close();
      bot.signal('SIGTERM');
      expect(await bot.ended).toBe(0);
      expect(await eventually(() => team.slack.traffic.length)).toBeGreaterThan(0);
    } finally {
      await bot.kill();
      await removeThrowawayFolder(dataDir);
      await team.stop();
    }
  },
  90_000,
);
