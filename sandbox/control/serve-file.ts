import type { ServerResponse } from 'node:http';
import { fileKindOf } from '../world/files.js';
import type { World } from '../world/world.js';

/** The bytes of an uploaded file. What a browser cannot show, or should not, is saved instead. */
export function serveFile(world: World, id: string, response: ServerResponse): void {
  const file = world.files.get(id);
  if (!file?.isComplete) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.');
    return;
  }
  const { mimetype, isShown } = fileKindOf(file.name);
  // Browsers save `text/csv` rather than show it.
  const type = mimetype === 'text/csv' ? 'text/plain' : mimetype;
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (it) => `%${it.charCodeAt(0).toString(16)}`);
  response.writeHead(200, {
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(file.bytes);
}
