import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.js';
import { SILENT, WORKSPACE } from './small-bot.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const field = (name: string, more = {}) => ({
  type: 'input' as const,
  block_id: name,
  label: plain(name),
  element: { type: 'plain_text_input' as const, action_id: name, ...more },
});
const modal = (more: object = {}) => ({
  type: 'modal' as const,
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [field('name')],
  ...more,
});

let sandbox: Sandbox;
let client: WebClient;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-16T09:30:00Z');
  sandbox = await startSandbox({ ...WORKSPACE, now: () => now });
  client = new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    logger: SILENT,
  });
});
afterEach(() => sandbox.stop());

const trigger = (inModal = false) => sandbox.world.newTrigger('U0ANA', inModal);
const ana = () => sandbox.as('U0ANA');
const refusal = (error: string) => ({ data: { error } });

describe('triggers', () => {
  test('live three seconds and serve once', async () => {
    const early = trigger();
    now += 3001;
    await expect(client.views.open({ trigger_id: early, view: modal() })).rejects.toMatchObject(
      refusal('expired_trigger_id'),
    );
    const good = trigger();
    now += 3000;
    await client.views.open({ trigger_id: good, view: modal() });
    await expect(client.views.open({ trigger_id: good, view: modal() })).rejects.toMatchObject(
      refusal('exchanged_trigger_id'),
    );
    await expect(client.views.open({ trigger_id: 'x', view: modal() })).rejects.toMatchObject(
      refusal('invalid_trigger_id'),
    );
  });

  test('are not used up by a view that is refused', async () => {
    const id = trigger();
    await expect(
      client.views.open({ trigger_id: id, view: modal({ title: plain('x'.repeat(25)) }) }),
    ).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
      },
    });
    const filler = Array.from({ length: 90 }, () => ({ type: 'section' as const, text: plain('x'.repeat(3000)) }));
    await expect(client.views.open({ trigger_id: id, view: modal({ blocks: filler }) })).rejects.toMatchObject(
      refusal('view_too_large'),
    );
    expect((await client.views.open({ trigger_id: id, view: modal() })).ok).toBe(true);
  });
});

describe('the stack', () => {
  test('holds three views that know each other, and closes from the top', async () => {
    const first = await client.views.open({ trigger_id: trigger(), view: modal({ title: plain('1') }) });
    const second = await client.views.push({ trigger_id: trigger(true), view: modal({ title: plain('2') }) });
    const third = await client.views.push({ trigger_id: trigger(true), view: modal({ title: plain('3') }) });
    expect(first.view).toMatchObject({
      previous_view_id: null,
      root_view_id: first.view?.id,
      private_metadata: '',
      state: { values: { name: { name: { type: 'plain_text_input', value: null } } } },
    });
    expect(third.view).toMatchObject({ previous_view_id: second.view?.id, root_view_id: first.view?.id });
    await expect(client.views.push({ trigger_id: trigger(true), view: modal() })).rejects.toMatchObject(
      refusal('push_limit_reached'),
    );
    expect(ana().modal()?.title).toBe('3');
    await ana().modal()?.close();
    expect(ana().modal()?.title).toBe('2');
    await ana().modal()?.close(true);
    expect(ana().modal()).toBeUndefined();
    await expect(client.views.update({ view_id: first.view?.id ?? '', view: modal() })).rejects.toMatchObject(
      refusal('not_found'),
    );
  });
});

describe('updates', () => {
  test('need the hash they name to be the current one', async () => {
    const { view } = await client.views.open({ trigger_id: trigger(), view: modal() });
    const [view_id, hash] = [view?.id ?? '', view?.hash ?? ''];
    const updated = await client.views.update({ view_id, hash, view: modal() });
    await expect(client.views.update({ view_id, hash, view: modal() })).rejects.toMatchObject(refusal('hash_conflict'));
    expect(updated.view).toMatchObject({ id: view_id });
    expect(updated.view?.hash).not.toBe(hash);
  });

  test('keep what was entered where block, action and type are the same, initial values notwithstanding', async () => {
    const blocks = [field('name'), field('note'), field('gone')];
    const { view } = await client.views.open({ trigger_id: trigger(), view: modal({ blocks }) });
    const screen = ana().modal();
    await screen?.fill({ name: 'Acme', note: 'kept?', gone: 'x' });
    const note = { ...field('note'), element: { type: 'email_text_input', action_id: 'note' } };
    const changed = [field('name', { initial_value: 'Other' }), note, field('fresh', { initial_value: 'new' })];
    await client.views.update({ view_id: view?.id ?? '', view: modal({ blocks: changed }) });
    expect(screen?.value('name')).toBe('Acme');
    expect(screen?.value('note')).toBeUndefined();
    expect(screen?.value('fresh')).toBe('new');
    expect(screen?.labels()).toEqual(['name', 'note', 'fresh']);
  });

  test('may go by external_id, of which there is one', async () => {
    await client.views.open({ trigger_id: trigger(), view: modal({ external_id: 'draft' }) });
    await expect(
      client.views.push({ trigger_id: trigger(true), view: modal({ external_id: 'draft' }) }),
    ).rejects.toMatchObject(refusal('duplicate_external_id'));
    await client.views.update({ external_id: 'draft', view: modal({ external_id: 'draft', title: plain('New') }) });
    expect(ana().modal()?.title).toBe('New');
  });
});

describe('the Home tab', () => {
  test('is published per person, guarded by its hash', async () => {
    const home = (text: string) => ({
      type: 'home' as const,
      blocks: [{ type: 'section' as const, text: plain(text) }],
    });
    const first = await client.views.publish({ user_id: 'U0ANA', view: home('one') });
    const second = await client.views.publish({ user_id: 'U0ANA', view: home('two'), hash: first.view?.hash ?? '' });
    expect(second.view?.id).toBe(first.view?.id);
    await expect(
      client.views.publish({ user_id: 'U0ANA', view: home('three'), hash: first.view?.hash ?? '' }),
    ).rejects.toMatchObject(refusal('hash_conflict'));
    expect(ana().home()?.visibleText()).toBe('two');
    expect(sandbox.as('U0BO').home()).toBeUndefined();
    const publishModal = client.apiCall('views.publish', { user_id: 'U0ANA', view: modal() });
    await expect(publishModal).rejects.toMatchObject(refusal('invalid_arguments'));
  });
});
