import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ImageBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.js';
import { screenOf } from './ask-sandbox.js';
import { SILENT, WORKSPACE } from './small-bot.js';

let sandbox: Sandbox;
let slack: WebClient;
beforeAll(async () => {
  sandbox = await startSandbox({
    ...WORKSPACE,
    scopes: ['chat:write', 'files:write', 'files:read', 'channels:history'],
  });
  slack = new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 2000,
    logger: SILENT,
  });
});
afterAll(() => sandbox.stop());

const PDF = Buffer.from('%PDF-1.4 not really');

/** Announces and sends a file, without completing it. */
async function upload(filename: string, bytes: Buffer): Promise<string> {
  const { upload_url: url, file_id: id } = await slack.files.getUploadURLExternal({ filename, length: bytes.length });
  expect((await fetch(url ?? '', { method: 'POST', body: new Uint8Array(bytes) })).status).toBe(200);
  return id ?? '';
}

test('files sent with filesUploadV2 stand in one message, which people of the channel see and open', async () => {
  await slack.filesUploadV2({
    channel_id: 'C0REVIEW',
    initial_comment: 'The invoice of October',
    file_uploads: [
      { file: PDF, filename: 'invoice-7.pdf', title: 'Invoice 7' },
      { content: 'partner,amount\nAcme,"2"\n', filename: 'Überweisung (1).csv' },
    ],
  });
  const { messages } = await screenOf(sandbox, 'U0BO');
  expect(messages).toMatchObject([{ text: 'The invoice of October', user: 'U0REWARDS' }]);
  const [pdf, csv] = messages[0]?.files ?? [];
  expect(pdf).toMatchObject({ title: 'Invoice 7', mimetype: 'application/pdf', size: PDF.length });
  expect(csv).toMatchObject({ name: 'Überweisung (1).csv', mimetype: 'text/csv' });

  const shown = await fetch(sandbox.url + pdf?.url);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(PDF);
  expect(shown.headers.get('content-type')).toBe('application/pdf');
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  expect(shown.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''invoice-7.pdf");
  const table = await fetch(sandbox.url + csv?.url);
  expect(await table.text()).toContain('Acme');
  expect(table.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''%C3%9Cberweisung%20%281%29.csv");
});

test('a file is shared in a thread, with words for who cannot see it', async () => {
  const { ts } = await slack.chat.postMessage({ channel: 'C0GENERAL', text: 'above' });
  await slack.filesUploadV2({
    channel_id: 'C0GENERAL',
    thread_ts: ts ?? '',
    file: Buffer.from('png'),
    filename: 'chart.png',
    alt_text: 'Rewards per month',
  });
  const reply = (await screenOf(sandbox, 'U0ANA')).messages.at(-1);
  expect(reply).toMatchObject({ threadTs: ts, files: [{ altText: 'Rewards per month' }] });
  const { messages = [] } = await slack.conversations.replies({ channel: 'C0GENERAL', ts: ts ?? '' });
  expect(messages.at(-1)?.files).toMatchObject([{ name: 'chart.png', channels: ['C0GENERAL'], mode: 'hosted' }]);
});

test('a file without a channel is nobody else’s, can be looked up and deleted', async () => {
  const id = await upload('notes.html', Buffer.from('<script>alert(1)</script>'));
  await expect(slack.files.info({ file: id })).rejects.toThrow('file_not_found');
  expect(await slack.files.completeUploadExternal({ files: [{ id, title: 'Notes' }] })).toMatchObject({
    files: [{ id, title: 'Notes' }],
  });
  expect((await slack.files.info({ file: id })).file).toMatchObject({ is_public: false, channels: [] });
  // What a browser would run is never shown.
  const served = await fetch(`${sandbox.url}/sandbox/files/${id}`);
  expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(served.headers.get('content-type')).toBe('application/octet-stream');
  await slack.files.delete({ file: id });
  await expect(slack.files.delete({ file: id })).rejects.toThrow('file_not_found');
  expect((await fetch(`${sandbox.url}/sandbox/files/${id}`)).status).toBe(404);
});

test('an image block shows a shared picture to whoever may see the file, and is refused for anything else', async () => {
  const image = (slack_file: object) => ({ type: 'image', slack_file, alt_text: 'The months' }) as ImageBlock;
  const post = (slack_file: object, channel = 'C0GENERAL') =>
    slack.chat.postMessage({ channel, text: 'The months', blocks: [image(slack_file)] });
  const picture = await upload('months.png', Buffer.from('png'));
  const paper = await upload('paper.pdf', PDF);
  const publish = (slack_file: object) =>
    slack.views.publish({ user_id: 'U0ANA', view: { type: 'home', blocks: [image(slack_file)] } });
  await expect(post({ id: picture })).rejects.toMatchObject({
    data: { error: 'invalid_blocks', errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'] },
  });
  for (const id of [picture, paper])
    await slack.files.completeUploadExternal({ files: [{ id }], channel_id: 'C0REVIEW' });
  for (const wrong of [{ id: 'F0NOBODY' }, { id: paper }, {}, { id: picture, url: 'https://files.slack.com/a.png' }]) {
    await expect(post(wrong)).rejects.toThrow('invalid_blocks');
    await expect(publish(wrong)).rejects.toThrow('invalid_arguments');
  }
  await post({ id: picture });
  await post({ id: picture }, 'C0SHARED');
  await publish({ id: picture });
  const seen = async (id: string) => JSON.stringify((await screenOf(sandbox, id)).messages.at(-1)?.blocks);
  expect(await seen('U0BO')).toContain(`/sandbox/files/${picture}`);
  expect(await seen('U0LENA')).toContain('"slack_file":{}');
});

test('a deleted file leaves its message, and takes it along when there is nothing else in it', async () => {
  const share = async (words: object) => {
    const id = await upload('a.txt', Buffer.from('text'));
    await slack.files.completeUploadExternal({ files: [{ id }], channel_id: 'C0REVIEW', ...words });
    return id;
  };
  const [alone, withWords] = [await share({}), await share({ initial_comment: 'see below' })];
  const before = sandbox.messagesIn('C0REVIEW').length;
  await slack.files.delete({ file: alone });
  await slack.files.delete({ file: withWords });
  expect(sandbox.messagesIn('C0REVIEW')).toHaveLength(before - 1);
  expect((await screenOf(sandbox, 'U0BO')).messages.at(-1)).toMatchObject({ text: 'see below', files: [] });
});

test('uploads are refused in Slack’s words', async () => {
  const id = await upload('a.txt', Buffer.from('text'));
  const files = [{ id }] as [{ id: string }];
  const complete = (more: object) => slack.files.completeUploadExternal({ files, ...more });
  await expect(complete({ channel_id: 'C0OUT' })).rejects.toThrow('not_in_channel');
  await expect(complete({ channel_id: 'C0SECRET' })).rejects.toThrow('channel_not_found');
  await expect(complete({ channel_id: 'U0ANA' })).rejects.toThrow('channel_not_found');
  await expect(complete({ channel_id: 'C0GENERAL', blocks: [{ type: 'nothing' }] })).rejects.toThrow('invalid_blocks');
  await complete({ channel_id: 'C0GENERAL' });
  await expect(complete({ channel_id: 'C0GENERAL' })).rejects.toThrow('file_not_found');
  await expect(slack.files.getUploadURLExternal({ filename: 'a', length: 0 })).rejects.toThrow('missing_argument');
  await expect(
    slack.files.getUploadURLExternal({ filename: 'a', length: 1, alt_text: 'x'.repeat(1001) }),
  ).rejects.toThrow('alt_txt_too_large');

  const { upload_url: url } = await slack.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  expect((await fetch(url ?? '', { method: 'POST', body: 'four' })).status).toBe(400);
  sandbox.weather.set({ kind: 'http_500', method: 'upload', times: 1 });
  await expect(slack.filesUploadV2({ file: PDF, filename: 'b.pdf' })).rejects.toThrow();

  sandbox.revoke('files:write', 'files:read');
  await expect(slack.files.getUploadURLExternal({ filename: 'a', length: 1 })).rejects.toThrow('missing_scope');
  await expect(slack.files.info({ file: id })).rejects.toThrow('missing_scope');
});
