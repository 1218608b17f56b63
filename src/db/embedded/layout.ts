import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';

/** What the embedded database keeps in DATA_DIR, wherever the cluster itself may have to live. */
export interface Layout {
  /** DATA_DIR itself, absolute and without symbolic links, so that every process speaks of the same path. */
  dataDir: string;
  /** DATA_DIR/postgres: everything below belongs to us. */
  home: string;
  passwordFile: string;
  clients: string;
  lock: string;
  log: string;
  previousLog: string;
  /** Present only where the cluster lives outside DATA_DIR; its first line says where. */
  pointer: string;
}

/**
 * Makes DATA_DIR and DATA_DIR/postgres if they are missing.
 * @throws the file system's error where this user may not.
 */
export async function prepareLayout(dataDir: string): Promise<Layout> {
  await mkdir(dataDir, { recursive: true });
  const layout = layoutOf(await realpath(dataDir));
  await mkdir(layout.clients, { recursive: true });
  return layout;
}

/** @param dataDir absolute, without symbolic links */
export function layoutOf(dataDir: string): Layout {
  const home = path.join(dataDir, 'postgres');
  return {
    dataDir,
    home,
    passwordFile: path.join(home, 'password'),
    clients: path.join(home, 'clients'),
    lock: path.join(home, 'lock'),
    log: path.join(home, 'server.log'),
    previousLog: path.join(home, 'server.previous.log'),
    pointer: path.join(home, 'location.txt'),
  };
}
