import bolt from '@slack/bolt';
import { CAST } from '../sandbox/cast.js';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.js';
import { interactiveOptions } from '../src/slack/clients.js';
import { givenAcme } from '../test/support/directory.js';
import { ANA, findFreePort, startTeam } from '../test/support/team.js';
import { type Comparison, compare } from './compare.js';

/** `/reward` until Slack has the modal: the bot against a bare Bolt app that opens an empty one. */
export async function benchOpenForm(runs: number): Promise<Comparison> {
  const team = await startTeam();
  await givenAcme(team);
  const bare = await startBareApp();
  try {
    return await compare(
      runs,
      () => openModal(team.slack),
      () => openModal(bare.slack),
    );
  } finally {
    await bare.stop();
    await team.stop();
  }
}

/** Types the command and waits for views.open to be answered. */
async function openModal(slack: Sandbox): Promise<void> {
  const ana = slack.as(ANA);
  await ana.types('/reward');
  while (!ana.modal()) await new Promise(setImmediate);
  await ana.modal()?.close();
}

async function startBareApp(): Promise<{ readonly slack: Sandbox; stop(): Promise<void> }> {
  const port = await findFreePort();
  const slack = await startSandbox({ ...CAST, requestUrl: `http://127.0.0.1:${port}/slack/events` });
  const receiver = new bolt.HTTPReceiver({ signingSecret: slack.signingSecret, port, logLevel: bolt.LogLevel.ERROR });
  const app = new bolt.App({
    receiver,
    token: slack.botToken,
    deferInitialization: true,
    clientOptions: interactiveOptions(slack.apiUrl),
  });
  app.command('/reward', async ({ ack, body, client }) => {
    await ack();
    const title = { type: 'plain_text' as const, text: 'Bare' };
    await client.views.open({ trigger_id: body.trigger_id, view: { type: 'modal', title, blocks: [] } });
  });
  await app.init();
  await app.start();
  const stop = async () => {
    await app.stop();
    await slack.stop();
  };
  return { slack, stop };
}
