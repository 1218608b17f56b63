import { Command } from 'commander';
import { announceSandbox, findSandbox } from './announce-sandbox.js';
import { CAST } from './cast.js';
import { isObject, textIn } from './json.js';
import { startSandbox } from './start-sandbox.js';

const dataDir = process.env.DATA_DIR ?? './data';

const program = new Command('slack')
  .description('Walk about the local Slack that `npm start` opens when no Slack variables are set.')
  .option('--url <url>', 'where the sandbox listens, if it is not the one announced in DATA_DIR')
  .enablePositionalOptions();

async function ask(path: string, body?: unknown): Promise<void> {
  const url = textIn(program.opts().url) || findSandbox(dataDir);
  if (url === undefined)
    throw new Error(`No sandbox is running (none announced in ${dataDir}). Start one with npm start.`);
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${url}/sandbox/${path}`, init).catch(() => {
    throw new Error(`Nothing answers at ${url}. Is the sandbox still running?`);
  });
  const answer: unknown = await response.json();
  if (!isObject(answer) || typeof answer.error === 'string')
    throw new Error(isObject(answer) ? textIn(answer.error) : 'No answer.');
  console.log(textIn(answer.text));
}

program
  .command('look')
  .argument('[place]', '#channel or @person (their DM with the bot, and what only they see)')
  .description('messages with their numbers, buttons and threads')
  .action((place?: string) => ask(`look?place=${encodeURIComponent(place ?? '')}`));

program
  .command('as')
  .argument('<person>', 'ana, bo, …')
  .argument(
    '<words...>',
    '/reward acme 250 · modal · pick "Partner" acme · fill "Reward amount" 250 · submit · close · press 3 Approve · choose 3 "History" · home · suggest "Partner" ac · says "#general" hello',
  )
  .option('--in <channel>', 'the #channel where a command is typed; goes before the name')
  .passThroughOptions()
  .description('do something as one of the people, and see what they then see')
  .action((person: string, words: string[], options: { in?: string }) =>
    ask('act', { as: person, words, channel: options.in }),
  );

program
  .command('traffic')
  .argument('[last]', 'how many', '20')
  .description('what Slack and the bot said to each other')
  .action((last: string) => ask(`traffic?last=${Number(last)}`));

program
  .command('weather')
  .argument('<kind>', 'clear · rate_limited · http_500 · hang · silent · slow · error · slow_bot')
  .argument('[method]', 'a Web API method, response_url, or * for all; for slow_bot a command or type of payload', '*')
  .option('--times <n>', 'how many calls it strikes', Number)
  .option('--ms <n>', 'for slow and slow_bot', Number, 2000)
  .option('--error <word>', 'for error', 'internal_error')
  .description('make Slack misbehave')
  .action((kind: string, method: string, options: { times?: number; ms: number; error: string }) =>
    ask('weather', { kind, method, ...options }),
  );

program
  .command('serve')
  .description('only the sandbox, for a bot started by hand')
  .option('--port <port>', 'port', Number, 0)
  .option('--request-url <url>', 'the bot, over signed HTTP; without it, Socket Mode')
  .action(async ({ port, requestUrl }: { port: number; requestUrl?: string }) => {
    const transport =
      requestUrl === undefined ? { transport: 'socket' as const } : { transport: 'http' as const, requestUrl };
    const sandbox = await startSandbox({ ...CAST, ...transport, port });
    const withdraw = announceSandbox(sandbox, dataDir);
    console.log(`SLACK_API_URL=${sandbox.apiUrl}\nSLACK_BOT_TOKEN=${sandbox.botToken}`);
    console.log(`SLACK_APP_TOKEN=${sandbox.appToken}\nSLACK_SIGNING_SECRET=${sandbox.signingSecret}`);
    let isStopping = false;
    const stop = async () => {
      if (isStopping) return;
      isStopping = true;
      withdraw();
      await sandbox.stop();
      process.exit(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  });

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
