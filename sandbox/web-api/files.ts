import { checkBlocks } from '../block-kit/blocks.js';
import { type Json, listIn, textIn } from '../json.js';
import { announceFile, deleteFile } from '../world/files.js';
import type { StoredFile } from '../world/types.js';
import { randomId, type World } from '../world/world.js';
import { findThread, sayAsBot } from './chat.js';
import { filePayload } from './file-payload.js';
import { Refusal, refuseFor, requireText } from './refusal.js';
import { requireVisible } from './resolve-channel.js';

// Arguments, answers and error words: docs.slack.dev/reference/methods/files.*

const MAX_ALT_TEXT = 1000;

export function getUploadUrl(args: Json, world: World): Json {
  const name = requireText(args, 'filename');
  const size = Number(requireText(args, 'length'));
  if (size === 0) throw new Refusal('missing_argument');
  if (!Number.isInteger(size) || size < 0) throw new Refusal('invalid_arguments');
  // The documentation says `alt_txt`; @slack/web-api 8.2.0 sends `alt_text`.
  const altText = textIn(args.alt_txt) || textIn(args.alt_text);
  if (altText.length > MAX_ALT_TEXT) throw new Refusal('alt_txt_too_large');
  const file = announceFile(world, { name, size, ...(altText === '' ? {} : { altText }) });
  const ticket = randomId(12);
  world.uploads.set(ticket, file.id);
  return { upload_url: `${world.url}/upload/v1/${ticket}`, file_id: file.id };
}

/** Unlike chat.postMessage, this takes no user ids: a DM is named by its own id. */
function requireTarget(world: World, id: string): string {
  if (world.directs.has(id)) return id;
  const channel = requireVisible(world, id);
  if (channel.isArchived) throw new Refusal('posting_to_channel_denied');
  if (!world.hasBot(channel)) throw new Refusal('not_in_channel');
  return channel.id;
}

function requireUploaded(world: World, id: unknown): StoredFile {
  const file = world.files.get(textIn(id));
  // An upload can be completed only once.
  if (!file?.bytes || file.isComplete) throw new Refusal('file_not_found');
  return file;
}

export function completeUpload(args: Json, world: World): Json {
  const given = listIn(args.files);
  if (given.length === 0) throw new Refusal('invalid_arguments');
  const files = given.map(({ id }) => requireUploaded(world, id));
  const channel = args.channel_id === undefined ? undefined : requireTarget(world, requireText(args, 'channel_id'));
  const text = textIn(args.initial_comment);
  // "If the `initial_comment` field is provided, the `blocks` field is ignored."
  const blocks = text === '' ? args.blocks : undefined;
  const problems = blocks === undefined ? [] : checkBlocks(blocks, 'message', '/blocks');
  if (problems.length > 0) throw refuseFor('invalid_blocks', problems);
  const thread = channel === undefined ? {} : findThread(world, channel, args);
  files.forEach((file, index) => {
    file.isComplete = true;
    file.title = textIn(given[index]?.title) || file.name;
  });
  if (channel !== undefined) {
    const message = sayAsBot(world, { text, blocks }, { channel, ...thread, files: files.map(({ id }) => id) });
    for (const file of files) file.sharedIn.push({ channel, ts: message.ts });
  }
  return { files: files.map((file) => filePayload(world, file)) };
}

function requireFile(world: World, args: Json): StoredFile {
  const file = world.files.get(requireText(args, 'file'));
  if (!file?.isComplete) throw new Refusal('file_not_found');
  return file;
}

export function fileInfo(args: Json, world: World): Json {
  const file = filePayload(world, requireFile(world, args));
  return { file, comments: [], response_metadata: { next_cursor: '' } };
}

export function removeFile(args: Json, world: World): Json {
  const file = requireFile(world, args);
  if (file.user !== world.identity.botUserId) throw new Refusal('cant_delete_file');
  deleteFile(world, file);
  return {};
}
