import type { Problem } from '../block-kit/checks.js';
import { isObject, type Json, objectIn, textIn } from '../json.js';
import { fileTypeOf } from './files.js';
import type { StoredFile } from './types.js';
import type { World } from './world.js';

// docs.slack.dev/reference/block-kit/composition-objects/slack-file-object: an image, of those kinds, that the app may see.

const KINDS: readonly string[] = ['png', 'jpg', 'gif'];

/** The workspace's file that an image names by its id or by its address. */
function findPicture(world: World, { id, url }: Json): StoredFile | undefined {
  if (typeof id === 'string') return world.files.get(id);
  return [...world.files.values()].find((file) => typeof url === 'string' && url.endsWith(`/sandbox/files/${file.id}`));
}

/**
 * Images that name a file which is none, no picture, or not shared anywhere; worded as in python-slack-sdk#1797. Whether
 * Slack takes a file of the app's own that was never shared is not documented: here it does not.
 */
export function checkPictures(world: World, blocks: unknown, at: string): Problem[] {
  return findImages(blocks, at).flatMap(({ image, pointer }) => {
    const file = findPicture(world, objectIn(image.slack_file));
    const isFine = file?.isComplete && file.sharedIn.length > 0 && KINDS.includes(fileTypeOf(file.name));
    return isFine ? [] : [{ pointer: `${pointer}/slack_file`, message: 'invalid slack file' }];
  });
}

/** The blocks as somebody sees them: a picture has an address only for whoever may see the file. */
export function withPictures(world: World, blocks: Json[], mayRead: (channel: string) => boolean): Json[] {
  const copies = structuredClone(blocks);
  for (const { image } of findImages(copies, '')) {
    const file = findPicture(world, objectIn(image.slack_file));
    const isSeen = file?.sharedIn.some(({ channel }) => mayRead(channel)) === true;
    image.slack_file = isSeen ? { url: `/sandbox/files/${file.id}` } : {};
  }
  return copies;
}

function findImages(value: unknown, pointer: string): { image: Json; pointer: string }[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => findImages(entry, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  if (textIn(value.type) === 'image') return isObject(value.slack_file) ? [{ image: value, pointer }] : [];
  return Object.entries(value).flatMap(([name, entry]) => findImages(entry, `${pointer}/${name}`));
}
