import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import { announceSandbox, findSandbox } from '../../sandbox/announce-sandbox.js';
import { renderMrkdwn } from '../../sandbox/driver/render-text.js';
import { type SmallBot, startSmallBot } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function fill(app: App): void {
  app.command('/reward', async ({ ack, body, client }) => {
    await ack();
    const partner = { type: 'external_select' as const, action_id: 'partner', min_query_length: 1 };
    const blocks = [
      { type: 'input' as const, block_id: 'partner', label: plain('Partner'), element: partner },
      {
        type: 'input' as const,
        block_id: 'amount',
        label: plain('Reward amount'),
        element: { type: 'plain_text_input' as const, action_id: 'amount' },
      },
      {
        type: 'input' as const,
        block_id: 'reason',
        optional: true,
        label: plain('Reason'),
        element: {
          type: 'static_select' as const,
          action_id: 'reason',
          options: [{ text: plain('Other'), value: 'o' }],
        },
      },
    ];
    const view = {
      type: 'modal' as const,
      callback_id: 'form',
      title: plain('Manual Rewards'),
      submit: plain('Create'),
      blocks,
    };
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.options('partner', ({ ack }) => ack({ options: [{ text: plain('Acme Growth'), value: 'p1' }] }));
  app.view('form', async ({ ack, client, view }) => {
    await ack();
    const button = { type: 'button' as const, text: plain('Approve'), action_id: 'approve' };
    const menu = { type: 'overflow' as const, action_id: 'menu', options: [{ text: plain('History'), value: 'h' }] };
    const blocks = [
      { type: 'header' as const, text: plain(`R-1 · ${view.state.values.amount?.amount?.value}`) },
      { type: 'actions' as const, elements: [button, menu] },
    ];
    await client.chat.postMessage({ channel: 'C0REVIEW', text: 'R-1', blocks });
  });
  app.action('approve', async ({ ack, respond }) => {
    await ack();
    await respond('Approved.');
  });
}

let bot: SmallBot;
beforeAll(async () => {
  bot = await startSmallBot('socket', fill);
});
afterAll(() => bot.stop());

async function ask(path: string, body?: object): Promise<string> {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer: unknown = await (await fetch(`${bot.sandbox.url}/sandbox/${path}`, init)).json();
  const { text, error } = Object(answer);
  return text ?? `Error: ${error}`;
}

const as = (person: string, ...words: string[]) => ask('act', { as: person, words });

test('a reward is made and approved from the command line', async () => {
  expect(await as('ana', '/reward')).toBe(
    [
      '┌─────────────────────────┐',
      '│ Manual Rewards          │',
      '│ Partner: [  ]           │',
      '│ Reward amount: [  ]     │',
      '│ Reason (optional): [  ] │',
      '│ [Cancel] [Create]       │',
      '└─────────────────────────┘',
    ].join('\n'),
  );
  expect(await as('ana', 'pick', 'Partner', 'acme')).toContain('Partner: [ Acme Growth ]');
  const asked = () =>
    bot.sandbox.traffic.filter(({ request }) => JSON.stringify(request)?.includes('block_suggestion'));
  expect(asked()).not.toEqual([]);
  const before = asked().length;
  expect(await as('ana', 'pick', 'Reason', 'Other')).toContain('Reason (optional): [ Other ]');
  expect(asked()).toHaveLength(before);
  expect(await as('ana', 'submit')).toContain('! Reward amount: Please complete this required field.');
  await as('ana', 'fill', 'Reward amount', '250');
  expect(await as('ana', 'submit')).toMatch(
    /^#reward-review\n {2}1 {2}rewards {2}\d\d:\d\d\n {5}R-1 · 250\n {5}\[Approve\] \[⋯ History\]$/,
  );
  expect(await as('bo', 'press', '1', 'Approve')).toContain('(only you see this)\n     Approved.');
  expect(await as('bo', 'press', '1', 'Nothing')).toBe('Error: There is no button "Nothing" here. There is: Approve.');
  expect(await as('zoe', 'modal')).toContain('Error: Nobody is called "zoe".');
  expect(await ask('look?place=%23reward-review')).toContain('R-1 · 250');
  expect(await ask('look?place=bo')).toContain('Approved.');
  expect(await ask('traffic?last=3')).toContain('← bot  response_url');
});

test('posts that are not JSON are refused', async () => {
  const response = await fetch(`${bot.sandbox.url}/sandbox/act`, {
    method: 'POST',
    body: '{"as":"ana","words":["modal"]}',
  });
  expect(response.status).toBe(400);
});

test('the running sandbox is found by its file', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  expect(findSandbox(dataDir)).toBeUndefined();
  const withdraw = announceSandbox(bot.sandbox, dataDir);
  expect(findSandbox(dataDir)).toBe(bot.sandbox.url);
  withdraw();
  expect(findSandbox(dataDir)).toBeUndefined();
  rmSync(dataDir, { recursive: true });
});

test.each([
  ['*bold* _it_ ~no~ `code`', 'bold it no code'],
  ['<@U0ANA> in <#C0GENERAL> with <!subteam^S0APPROVERS>', '@ana in #general with @approvers'],
  [
    '<!date^1392734382^{date}|14 Nov> · <https://x.example|link> · <https://x.example>',
    '14 Nov · link · https://x.example',
  ],
  ['&lt;!channel&gt; &amp;amp; 3*4*5', '<!channel> &amp; 3*4*5'],
  ['<!channel>', '@channel'],
])('mrkdwn %s reads %s', (mrkdwn, shown) => {
  expect(renderMrkdwn(bot.sandbox.world, mrkdwn)).toBe(shown);
});
