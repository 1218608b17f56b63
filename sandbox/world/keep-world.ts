import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { isObject } from '../json.js';
import { realNow } from '../real-clock.js';
import type { SandboxChannel, SandboxUser, SandboxUserGroup, StoredFile, StoredMessage, ViewRecord } from './types.js';
import type { World } from './world.js';

const PAUSE_MS = 500;

const listOf = <Item>() => z.array(z.custom<Item>(isObject));
const fileSchema = z.object({
  version: z.literal(1),
  clockOffsetMs: z.number(),
  counters: z.object({ ts: z.number(), messages: z.number(), notices: z.number() }),
  users: listOf<SandboxUser>(),
  channels: listOf<SandboxChannel>(),
  userGroups: listOf<SandboxUserGroup>(),
  directs: z.record(z.string(), z.string()),
  messages: listOf<StoredMessage>(),
  homes: listOf<ViewRecord>(),
  files: listOf<Omit<StoredFile, 'bytes'> & { bytes: string }>(),
  scopes: z.array(z.string()),
  /** What the app asked for when this was written. What it asks for since then is granted anew. */
  scopesAskedFor: z.array(z.string()),
});

type Kept = z.infer<typeof fileSchema>;

function describe(world: World, scopesAskedFor: string[]): Kept {
  const homes = [...world.homes.values()].flatMap((id) => world.views.get(id) ?? []);
  const files = [...world.files.values()].flatMap(({ bytes, ...file }) =>
    bytes && file.isComplete ? [{ ...file, bytes: Buffer.from(bytes).toString('base64') }] : [],
  );
  return {
    version: 1,
    clockOffsetMs: world.clock.offsetMs,
    counters: world.counters,
    users: [...world.users.values()],
    channels: [...world.channels.values()],
    userGroups: world.userGroups,
    directs: Object.fromEntries(world.directs),
    messages: world.messages,
    homes,
    files,
    scopes: [...world.scopes],
    scopesAskedFor,
  };
}

/** Who and what is new in the options stays beside what was kept. */
function restore(world: World, kept: Kept, scopesAskedFor: string[]): void {
  world.clock.restore(kept.clockOffsetMs);
  Object.assign(world.counters, kept.counters);
  for (const user of kept.users) world.users.set(user.id, user);
  for (const channel of kept.channels) world.channels.set(channel.id, channel);
  const newGroups = world.userGroups.filter(({ id }) => !kept.userGroups.some((group) => group.id === id));
  world.userGroups.splice(0, world.userGroups.length, ...kept.userGroups, ...newGroups);
  for (const [channel, user] of Object.entries(kept.directs)) world.directs.set(channel, user);
  world.messages.push(...kept.messages);
  for (const home of kept.homes) {
    world.views.set(home.id, home);
    world.homes.set(home.userId, home.id);
  }
  for (const file of kept.files) world.files.set(file.id, { ...file, bytes: Buffer.from(file.bytes, 'base64') });
  const newlyAsked = scopesAskedFor.filter((scope) => !kept.scopesAskedFor.includes(scope));
  world.scopes.clear();
  for (const scope of [...kept.scopes, ...newlyAsked]) world.scopes.add(scope);
}

/** Nothing, if there is no such file. One that cannot be read is laid aside, so that nothing is lost for good. */
function readKept(path: string): Kept | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    const aside = `${path}.unreadable-${realNow()}`;
    renameSync(path, aside);
    console.warn(`${path} cannot be read: the workspace starts afresh. What was there is now ${aside}.`);
    return undefined;
  }
}

/**
 * Brings the workspace back to where it was, and writes down whatever becomes of it. Open modals, triggers and
 * response_urls do not live that long. Answers how to stop, after one last time.
 */
export function keepWorld(world: World, path: string): () => Promise<void> {
  const scopesAskedFor = [...world.scopes];
  const kept = readKept(path);
  if (kept) restore(world, kept, scopesAskedFor);
  mkdirSync(dirname(path), { recursive: true });

  let written = '';
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const write = async () => {
    const now = JSON.stringify(describe(world, scopesAskedFor));
    if (now === written) return;
    // Whoever is killed meanwhile leaves the old file whole.
    await writeFile(`${path}.new`, now);
    await rename(`${path}.new`, path);
    written = now;
  };
  const save = () => {
    timer = undefined;
    writing = writing.then(write).catch((error: unknown) => console.warn(`${path} cannot be written: ${error}`));
    return writing;
  };
  const stopListening = world.pulse.onBeat(() => {
    timer ??= setTimeout(save, PAUSE_MS).unref();
  });
  return async () => {
    stopListening();
    clearTimeout(timer);
    await save();
  };
}
