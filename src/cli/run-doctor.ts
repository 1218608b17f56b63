import { readFileSync } from 'node:fs';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { arePeopleDone, channelProblemOf, isMoneyDone } from '../domain/setup.js';
import { readFailedJobs } from '../services/failed-jobs.js';
import { readSetup, type SetupFacts } from '../services/read-setup.js';
import { createBackgroundClient } from '../slack/clients.js';
import { findDeactivated, lookAtChannel } from '../slack/look-around.js';
import { readScopes } from '../slack/read-scopes.js';
import { readTeam, SlackStartError } from '../slack/read-team.js';
import { channelLine, moneyLine, peopleLines } from '../views/setup-words.js';
import { countOf } from './count-of.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { plainLine } from './plain-line.js';
import { inWorkspace, type Session, type SessionOptions } from './session.js';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What is so, or what to do. */
  readonly says: string;
}

/** Says of everything a programme needs whether it is so, and what to do where it is not. No bot has to run. */
export async function runDoctor(options: SessionOptions): Promise<ExitCode> {
  const { printer } = options;
  return inWorkspace({ ...options, needsDatabase: true }, async (session) => {
    const known = await readSetup(session, session.workspace.id);
    const { client, checks: slack } = await checkSlack(options, session);
    const deactivated = client && (await findDeactivated(client, known.people.deciders));
    const facts = { ...known, people: { ...known.people, deactivated } };
    const checks: readonly Check[] = [
      { name: 'database', ok: true, says: 'It is reached, and migrated.' },
      ...slack,
      ...(await checkChannels(client, facts)),
      ...checkProgramme(facts),
      await checkJobs(session),
    ];
    const ok = checks.every((check) => check.ok);
    printer.say(`${session.workspace.name} (${session.workspace.id})`);
    printer.table(checks.map((check) => [check.ok ? 'ok' : 'to do', check.name, check.says]));
    printer.say(ok ? 'All is well.' : `${countOf(checks.filter((check) => !check.ok).length, 'thing')} to do.`);
    printer.json({ workspace: session.workspace.id, ok, checks });
    return ok ? EXIT.done : EXIT.failed;
  });
}

interface SlackChecked {
  /** None: Slack cannot be asked about the rest. */
  readonly client?: WebClient;
  readonly checks: readonly Check[];
}

async function checkSlack({ config }: SessionOptions, { workspace }: Session): Promise<SlackChecked> {
  const fails = (says: string): SlackChecked => ({ checks: [{ name: 'token', ok: false, says }] });
  if (!config.slack) return fails('SLACK_BOT_TOKEN is not set here, so Slack is not asked. Set it and look again.');
  const client = createBackgroundClient(config.slack.botToken, config.slack.apiUrl);
  try {
    const team = await readTeam(client);
    if (team.id !== workspace.id) return fails(`SLACK_BOT_TOKEN is of another workspace: ${team.name} (${team.id}).`);
    const token: Check = { name: 'token', ok: true, says: `Slack takes it, for ${team.name}.` };
    return { client, checks: [token, checkScopes(await readScopes(client))] };
  } catch (error) {
    if (error instanceof SlackStartError) return fails(error.message);
    throw error;
  }
}

const manifest = z.object({
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).optional() }),
  }),
});

function checkScopes(granted: readonly string[]): Check {
  const file = readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8');
  const { bot, bot_optional: optional = [] } = manifest.parse(JSON.parse(file)).oauth_config.scopes;
  const missingIn = (scopes: readonly string[]) => scopes.filter((scope) => !granted.includes(scope)).join(', ');
  const missing = missingIn(bot);
  if (missing) {
    const says = `Missing: ${missing}. Paste manifest.json into App Manifest in the app's settings, and install it again.`;
    return { name: 'scopes', ok: false, says };
  }
  const without = missingIn(optional);
  return {
    name: 'scopes',
    ok: true,
    says: `All are granted${without ? `; optional and not granted: ${without}` : ''}.`,
  };
}

function checkChannels(client: WebClient | undefined, { channels }: SetupFacts): Promise<Check[]> {
  return Promise.all(
    channels.map(async ({ setting, channel }): Promise<Check> => {
      if (channel && !client)
        return { name: setting, ok: false, says: `${channel} could not be checked without Slack.` };
      const problem = channel && client ? channelProblemOf(await lookAtChannel(client, channel)) : 'not_chosen';
      return { name: setting, ok: problem === undefined, says: plainLine(channelLine({ setting, channel, problem })) };
    }),
  );
}

function checkProgramme(facts: SetupFacts): Check[] {
  const { hasAdmin, people } = facts;
  const [roles = '', ...problems] = peopleLines(people).map(plainLine);
  const claim = 'Open the Home of Partner Rewards in Slack and press “Set up Partner Rewards”, as one who runs it.';
  return [
    {
      name: 'people',
      ok: hasAdmin && arePeopleDone(facts),
      says: [`${roles}.`, ...problems, ...(hasAdmin ? [] : [claim])].join(' '),
    },
    { name: 'money and time', ok: isMoneyDone(facts), says: plainLine(moneyLine(facts)) },
  ];
}

async function checkJobs(session: Session): Promise<Check> {
  const failed = await readFailedJobs(session, session.workspace.id);
  const says =
    failed.length === 0
      ? 'None is out of attempts.'
      : `${countOf(failed.length, 'job')} out of attempts: npm run rewards -- jobs`;
  return { name: 'jobs', ok: failed.length === 0, says };
}
