import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Office, sendReply, underWeather } from './web-api/answer-call.js';
import { readBytes } from './web-api/read-call.js';

/** Raw bytes, or the one file of a form: docs.slack.dev/reference/methods/files.getUploadURLExternal */
async function bytesIn(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
}

/** Answers `POST /upload/v1/:ticket`, the address that files.getUploadURLExternal gave out. */
export async function answerUpload(
  { world, traffic, forecast }: Office,
  ticket: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await bytesIn(request.headers['content-type'] ?? '', await readBytes(request));
  const file = world.files.get(world.uploads.get(ticket) ?? '');
  const about = { file: file?.id, filename: file?.name, bytes: bytes.length };
  const entry = traffic.begin({ direction: 'from_bot', via: 'web_api', what: 'upload', request: about });
  const weather = forecast.strike('upload', []);
  if (weather) entry.weather = weather;
  const reply = await underWeather(weather, () => {
    if (!file || file.isComplete) return { status: 404, body: 'There is no such upload.' };
    if (bytes.length !== file.size) return { status: 400, body: `${file.size} bytes were announced.` };
    file.bytes = bytes;
    return { status: 200, body: `OK - ${bytes.length}` };
  });
  if (typeof reply !== 'string') traffic.end(entry, { status: reply.status, answer: reply.body });
  sendReply(response, reply);
}
