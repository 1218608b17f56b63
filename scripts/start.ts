import { rmSync } from 'node:fs';
import path from 'node:path';
import { hasSlackVariables, loadEnvFile } from '../src/config.js';

// Slack variables set: the bot. None: a local Slack to try it in, which runs the bot as its child.
loadEnvFile('.env');
if (hasSlackVariables(process.env)) await import('../src/app.js');
else await startInSandbox();

async function startInSandbox(): Promise<void> {
  const { announceSandbox, findRunningSandbox } = await import('../sandbox/announce-sandbox.js');
  const { openNeighbourhood } = await import('../sandbox/open-neighbourhood.js');
  const { showInBrowser } = await import('../sandbox/show-in-browser.js');

  const data = process.env.DATA_DIR ?? './data';
  const home = path.join(data, 'sandbox');
  const running = await findRunningSandbox(data);
  if (running) {
    console.error(`The sandbox runs already, at ${running}. Stop it first, or set DATA_DIR to another folder.`);
    process.exit(1);
  }
  if (process.argv.includes('--fresh')) rmSync(home, { recursive: true, force: true });

  let isStopping = false;
  const stop = async (code: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    const { close } = await opening;
    withdraw();
    await close();
    process.exit(code);
  };
  // Not `once`: a terminal and npm send the same signal twice, and the second must not end this before its bots.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  let withdraw = () => {};
  const opening = openNeighbourhood({ home, port: Number(process.env.PORT ?? 0) });
  const { slack, ready, ended } = await opening;
  if (isStopping) return;
  withdraw = announceSandbox(slack, data);
  console.log(welcome(slack.url, home));
  showInBrowser(slack.url);

  // Its own last words were printed; while it was being stopped it is no news at all.
  ended.then(() => stop(1));
  try {
    await ready;
    console.log('Ready.');
  } catch (error) {
    if (!isStopping) console.error(String(error));
    await stop(1);
  }
}

function welcome(url: string, home: string): string {
  return `
No Slack variables are set, so Partner Rewards runs in a local Slack:

  ${url}

Type /reward there. You can be anybody: the manager, an approver, finance, the admin, a partner. From the command line:
npm run slack -- --help

Ctrl+C stops it. What you made is kept in ${home}; npm start -- --fresh begins anew. Your own Slack: README.
`;
}
