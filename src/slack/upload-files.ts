import type { WebClient } from '@slack/web-api';
import { UploadFailed } from './errors.js';

export interface FileToUpload {
  readonly name: string;
  readonly bytes: Buffer;
  /** What a picture says, in at most 1,000 characters. */
  readonly altText?: string;
}

/** A file that Slack holds and nobody sees yet. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
}

/** As long as a hundred megabytes need on a bad line. */
const PATIENCE_MS = 60_000;

/**
 * Brings a file to Slack without showing it to anybody, so that it may be done again. The client's own filesUploadV2 does
 * this and the sharing in one, and whoever calls it cannot note what it is about to do in between.
 */
export async function uploadFile(client: WebClient, file: FileToUpload): Promise<UploadedFile> {
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename: file.name,
    length: file.bytes.length,
    // The documentation calls it `alt_txt`, the client's types `alt_text`.
    ...(file.altText ? { alt_txt: file.altText, alt_text: file.altText } : {}),
  });
  if (!url || !id) throw new UploadFailed('Slack gave no address to upload to');
  let status: number;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(file.bytes),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    status = answer.status;
    await answer.arrayBuffer();
  } catch (error) {
    throw new UploadFailed('the upload broke off', { cause: error });
  }
  if (status !== 200) throw new UploadFailed(`the upload was answered with ${status}`);
  return { id, name: file.name };
}

/** Shows uploaded files as one reply in a thread, with a sentence of the bot's own, in mrkdwn. */
export async function shareFiles(
  client: WebClient,
  [first, ...rest]: readonly [UploadedFile, ...UploadedFile[]],
  place: { readonly channel: string; readonly threadTs: string; readonly comment: string },
): Promise<void> {
  const titled = ({ id, name }: UploadedFile) => ({ id, title: name });
  await client.files.completeUploadExternal({
    files: [titled(first), ...rest.map(titled)],
    channel_id: place.channel,
    thread_ts: place.threadTs,
    initial_comment: place.comment,
  });
}
