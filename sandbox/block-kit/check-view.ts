import { listIn, objectIn } from '../json.js';
import { checkBlocks } from './blocks.js';
import { boolean, type Check, oneOf, type Problem, shape, string } from './checks.js';
import { plainText } from './composition.js';

// @slack/types 3.2.0, views.d.ts; docs.slack.dev/reference/views; the size from docs.slack.dev/reference/methods/views.update

const MAX_BYTES = 250_000;

const anything: Check = () => {};
const base = {
  blocks: anything,
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
};

const modal = shape(
  {
    ...base,
    type: oneOf('modal'),
    title: plainText(24),
    close: plainText(24),
    submit: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
  ['type', 'title', 'blocks'],
);

const home = shape({ ...base, type: oneOf('home') }, ['type', 'blocks']);

/** Slack answers these with an error of their own, `view_too_large`. */
export function isViewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? '') > MAX_BYTES;
}

/** Everything Slack would refuse in a modal or a Home tab; pointers start at `/view`. Empty means fine. */
export function checkView(view: unknown): Problem[] {
  const found: Problem[] = [];
  const { type, blocks, submit } = objectIn(view);
  const surface = type === 'home' ? 'home' : 'modal';
  (surface === 'home' ? home : modal)(view, '/view', found);
  if (blocks !== undefined) found.push(...checkBlocks(blocks, surface, '/view/blocks'));
  const asks = listIn(blocks).some((block) => block.type === 'input');
  if (surface === 'modal' && asks && submit === undefined)
    found.push({ pointer: '/view', message: 'missing required field: submit (a view with inputs needs it)' });
  if (isViewTooLarge(view)) found.push({ pointer: '/view', message: 'view_too_large: more than 250 kB' });
  return found;
}
