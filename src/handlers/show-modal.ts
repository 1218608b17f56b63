import type { ModalView } from '@slack/types';
import type { ActionArgs, GlobalShortcutArgs } from './explain.js';

/** Opens a modal; pressed in a modal, lays it over that one. */
export async function showModal(
  { body, client }: Pick<ActionArgs | GlobalShortcutArgs, 'body' | 'client'>,
  view: ModalView,
): Promise<void> {
  const form = { trigger_id: body.trigger_id, view };
  if ('view' in body && body.view?.type === 'modal') await client.views.push(form);
  else await client.views.open(form);
}
