import { extname } from 'node:path';
import type { StoredFile } from './types.js';
import { randomId, type World } from './world.js';

interface FileKind {
  mimetype: string;
  pretty: string;
  /** What browsers show without harm. */
  isShown?: boolean;
}

const KINDS: Record<string, FileKind> = {
  csv: { mimetype: 'text/csv', pretty: 'CSV', isShown: true },
  gif: { mimetype: 'image/gif', pretty: 'GIF', isShown: true },
  jpg: { mimetype: 'image/jpeg', pretty: 'JPEG', isShown: true },
  json: { mimetype: 'application/json', pretty: 'JSON' },
  pdf: { mimetype: 'application/pdf', pretty: 'PDF', isShown: true },
  png: { mimetype: 'image/png', pretty: 'PNG', isShown: true },
  txt: { mimetype: 'text/plain', pretty: 'Plain Text', isShown: true },
};
const UNKNOWN: FileKind = { mimetype: 'application/octet-stream', pretty: 'Binary' };

export function fileTypeOf(name: string): string {
  const extension = extname(name).slice(1).toLowerCase();
  if (extension === 'jpeg') return 'jpg';
  return Object.hasOwn(KINDS, extension) ? extension : 'binary';
}

export function fileKindOf(name: string): FileKind {
  return KINDS[fileTypeOf(name)] ?? UNKNOWN;
}

/** A file that is to come: announced, but without its bytes and seen by nobody. */
export function announceFile(world: World, given: Pick<StoredFile, 'name' | 'size' | 'altText'>): StoredFile {
  const file: StoredFile = {
    ...given,
    id: `F${randomId(5).toUpperCase()}`,
    title: given.name,
    user: world.identity.botUserId,
    createdAt: world.now(),
    isComplete: false,
    sharedIn: [],
  };
  world.files.set(file.id, file);
  return file;
}

/** Deletes a file, and takes it out of the messages that carry it; one that carried nothing else goes with it. */
export function deleteFile(world: World, file: StoredFile): void {
  world.files.delete(file.id);
  for (const message of world.messages.filter(({ files }) => files?.includes(file.id))) {
    const rest = message.files?.filter((id) => id !== file.id) ?? [];
    message.files = rest;
    if (rest.length === 0 && message.text === '' && message.blocks.length === 0) world.forget(message);
  }
  world.pulse.beat();
}
