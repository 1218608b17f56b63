import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasSlackVariables, loadEnvFile } from '../src/config.js';

// Slack variables set: the bot. None: a local Slack to try it in, which runs the bot as its child.
loadEnvFile('.env');
if (hasSlackVariables(process.env)) await import('../src/app.js');
else await startInSandbox();

async function startInSandbox(): Promise<void> {
  const { announceSandbox } = await import('../sandbox/announce-sandbox.js');
  const { CAST } = await import('../sandbox/cast.js');
  const { environmentFor, findPort, runBot, runCommandLine } = await import('../sandbox/run-bot.js');
  const { startSandbox } = await import('../sandbox/start-sandbox.js');

  const home = process.env.DATA_DIR ?? './data';
  const dataDir = path.join(home, 'sandbox');
  const port = await findPort(Number(process.env.PORT ?? 0));
  console.log('No Slack variables are set: starting a local Slack to try the bot in …');
  const sandbox = await startSandbox({
    ...CAST,
    scopes: manifestScopes(),
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
  });
  const withdraw = announceSandbox(sandbox, home);
  const env = environmentFor(sandbox, { dataDir, port });

  const { child } = await runBot(env);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'));
  child.once('exit', async (code) => {
    withdraw();
    await sandbox.stop();
    process.exitCode = code ?? 1;
  });

  const seeded = path.join(dataDir, 'seeded');
  if (!existsSync(seeded)) {
    await runCommandLine(env, ['import', 'partners', 'sandbox/seed/partners.csv']);
    await runCommandLine(env, ['import', 'customers', 'sandbox/seed/customers.csv']);
    writeFileSync(seeded, '');
  }
  console.log(welcome(dataDir));
}

/** What a real Slack would grant the app that manifest.json describes. */
function manifestScopes(): string[] {
  const manifest = JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8'));
  const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
  return [...bot, ...optional];
}

function welcome(dataDir: string): string {
  return `
Partner Rewards runs in a local Slack. The people: ana (manager), bo (approver), cleo (finance), dana (admin),
lena (contact of the partner Acme), omar (nobody in particular). In another terminal:

  npm run slack -- as ana /reward acme 250 for the webinar      the form opens, filled in
  npm run slack -- as ana submit                                the reward is created
  npm run slack -- look                                         every channel and message, with numbers
  npm run slack -- as bo press 1 Approve                        the card's button; 1 is the card's number
  npm run slack -- look @lena                                   what the partner was told

The month's invoice, without waiting for the month:

  DATA_DIR=${dataDir} npm run rewards -- invoices run --as-of ${nextMonth()}

Ctrl+C stops it; what you made is kept in ${dataDir}. Your own Slack: README, "In your Slack".`;
}

function nextMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 12))
    .toISOString()
    .slice(0, 13)
    .concat(':00:00Z');
}
