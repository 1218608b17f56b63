import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectIn } from '../../sandbox/json.js';
import { type BotProcess, spawnBot, statusOf } from '../support/process.js';
import { openForm } from '../support/reward-form.js';
import { environmentOf, startTeam, type Team, type Transport } from '../support/team.js';

// Payloads with Slack's own signature, of shapes that Slack's documentation does not have. Each text in them is SECRET.
const SECRET = 'what-somebody-typed';
const event = (changes: object) => ({ type: 'event_callback', team_id: 'T0SANDBOX', ...changes });
const press = (changes: object) => ({
  type: 'block_actions',
  team: { id: 'T0SANDBOX' },
  user: { id: 'U0ANA', name: SECRET },
  actions: [{ type: 'button', action_id: 'approve', block_id: 'b', value: SECRET }],
  ...changes,
});
const submit = (changes: object) => ({
  type: 'view_submission',
  team: { id: 'T0SANDBOX' },
  user: { id: 'U0ANA' },
  view: { callback_id: 'reward_form', blocks: [], state: { values: { note: { value: SECRET } } } },
  ...changes,
});

const SHAPES: readonly (readonly [what: string, payload: unknown])[] = [
  ['null', null],
  ['a number', 7],
  ['a text', SECRET],
  ['a list', [SECRET]],
  ['an empty object', {}],
  ['an object of unknown keys', { [SECRET.repeat(9)]: SECRET }],
  ['an unknown type', { type: SECRET }],
  ['a type that is an object', { type: { type: 'block_actions' } }],
  ['event: null', event({ event: null })],
  ['event: a text', event({ event: SECRET })],
  ['event: a list', event({ event: [] })],
  ['event: without a type', event({ event: { text: SECRET } })],
  ['event: channel null', event({ event: { type: 'app_home_opened', user: 'U0ANA', channel: null } })],
  ['event: item null', event({ event: { type: 'reaction_added', item: null } })],
  ['event: no user', event({ event: { type: 'app_home_opened', tab: 'home' } })],
  ['event: authorizations of null', event({ authorizations: [null], event: { type: 'app_home_opened' } })],
  ['actions: null', press({ actions: null })],
  ['actions: empty', press({ actions: [] })],
  ['actions: of null', press({ actions: [null] })],
  ['actions: a text', press({ actions: SECRET })],
  ['actions: user null', press({ user: null })],
  ['actions: user and team missing', { type: 'block_actions', actions: [] }],
  ['actions: channel null', press({ channel: null })],
  ['actions: response_urls null', press({ response_urls: null })],
  ['actions: response_urls of null', press({ response_urls: [null] })],
  ['actions: response_url a hostile text', press({ response_url: `${SECRET}\n    at ${SECRET}` })],
  ['view: null', submit({ view: null })],
  ['view: user null', submit({ user: null, team: null })],
  ['view: state null', submit({ view: { callback_id: 'reward_form', blocks: null, state: null } })],
  ['shortcut: user null', { type: 'shortcut', callback_id: 'create_reward', user: null, team: null }],
  ['message shortcut: message null', { type: 'message_action', channel: null, message: null, user: null }],
  ['suggestion: user null', { type: 'block_suggestion', action_id: 'partner', value: SECRET, user: null }],
  ['command: null', { command: null, user_id: 'U0ANA', text: SECRET }],
];

const ENVELOPES: readonly (readonly [what: string, fields: Record<string, unknown>])[] = [
  ['events_api without a payload', { type: 'events_api' }],
  ['events_api: payload null', { type: 'events_api', payload: null }],
  ['events_api: event null', { type: 'events_api', payload: event({ event: null }) }],
  ['events_api: event of the type error', { type: 'events_api', payload: event({ event: { type: 'error' } }) }],
  ['events_api: event of the type close', { type: 'events_api', payload: event({ event: { type: 'close' } }) }],
  ['interactive: payload null', { type: 'interactive', payload: null }],
  ['interactive: user null', { type: 'interactive', payload: press({ user: null, team: null }) }],
  ['interactive: actions null', { type: 'interactive', payload: press({ actions: null }) }],
  ['interactive: view null', { type: 'interactive', payload: submit({ view: null }) }],
  ['slash_commands: a list', { type: 'slash_commands', payload: [SECRET] }],
  ['without a type', { payload: press({ user: null }) }],
  ['of the type ws_message', { type: 'ws_message', payload: null }],
];

let team: Team;
let bot: BotProcess;

async function start(transport: Transport): Promise<void> {
  team = await startTeam({ asleep: true, transport });
  const { config, databaseUrl } = team;
  bot = spawnBot(environmentOf(team.slack, transport, config.port, databaseUrl, { LOG_LEVEL: 'info' }));
  await bot.ready();
}

/** The bot goes on, in the same process, and its log names keys and types alone. */
async function expectUnharmed(): Promise<void> {
  await openForm(team);
  expect(await statusOf(`${bot.url}/healthz`)).toBe(200);
  expect(bot.said()).not.toContain(SECRET);
  expect(bot.said()).not.toMatch(/^(?!\{)./m);
}

function shapesLogged(): unknown[] {
  const lines = bot.said().split('\n').filter(Boolean);
  return lines.map((line) => objectIn(JSON.parse(line)).shape).filter((shape) => shape !== undefined);
}

beforeAll(() => start('http'));
afterAll(async () => {
  await bot.kill();
  await team.stop();
});

test('over http, a signed payload of any shape is answered at once, is logged by its shape, and the bot goes on', async () => {
  const send = async (body: string, contentType: string) => {
    const began = performance.now();
    const { status } = await team.slack.send({ body, contentType });
    return { status, isInTime: performance.now() - began < 2_500 };
  };
  const answers = SHAPES.flatMap(([what, payload]) => [
    send(`payload=${encodeURIComponent(JSON.stringify(payload))}`, 'application/x-www-form-urlencoded').then((it) => [
      what,
      it,
    ]),
    send(JSON.stringify(payload), 'application/json').then((it) => [`${what}, as JSON`, it]),
  ]);
  for (const [what, answer] of await Promise.all(answers)) {
    expect([what, answer]).toEqual([what, { status: expect.any(Number), isInTime: true }]);
    expect([what, Object(answer).status]).not.toEqual([what, 500]);
  }
  await expectUnharmed();
  expect(shapesLogged()).toEqual(
    expect.arrayContaining([
      'null',
      expect.objectContaining({ type: 'string', event: 'null' }),
      expect.objectContaining({ event: { type: 'string', tab: 'string' } }),
      expect.objectContaining({ view: { callback_id: 'string', blocks: 'null', state: 'null' } }),
      expect.objectContaining({
        user: 'null',
        actions: [{ type: 'string', action_id: 'string', block_id: 'string', value: 'string' }],
      }),
    ]),
  );
});

test('over a socket, an envelope of any shape ends nothing, and what nobody waits for is acknowledged', async () => {
  await bot.kill();
  await team.stop();
  await start('socket');
  const answers = await Promise.all(
    ENVELOPES.map(async ([what, fields]) => [what, (await team.slack.sendEnvelope(fields)).status]),
  );
  expect(answers.filter(([what]) => what?.startsWith('events_api')).map(([, status]) => status)).toEqual(
    Array(5).fill('acked'),
  );
  await expectUnharmed();
  expect(shapesLogged()).toEqual(
    expect.arrayContaining(['undefined', 'null', { type: 'string', team_id: 'string', event: 'null' }]),
  );
});
