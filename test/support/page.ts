import type { Locator, Page } from 'playwright-core';
import type { RewardStatus } from '../../src/domain/reward.js';

// What a person sees and does in the sandbox's page, by the names that everybody can read there.

/** Where messages are written. */
export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Message / });
}

/** Types a line and sends it. */
export async function send(page: Page, line: string): Promise<void> {
  await composer(page).fill(line);
  await composer(page).press('Enter');
}

export function form(page: Page, title = 'Manual Rewards'): Locator {
  return page.getByRole('dialog', { name: title });
}

/** The messages of the conversation in front, without the thread beside it. */
export function messages(page: Page): Locator {
  return page.getByRole('log', { name: /^Messages in/ }).getByRole('article');
}

export function replies(page: Page): Locator {
  return page.getByRole('log', { name: 'Replies' }).getByRole('article');
}

/** A reward's card, once it is in this status. */
export function card(page: Page, number: number, status: RewardStatus): Locator {
  return messages(page).filter({ has: page.getByRole('heading', { name: `R-${number} · ${status}`, exact: true }) });
}

/** What only this person sees. */
export function whispers(page: Page): Locator {
  return messages(page).filter({ hasText: 'Only visible to you' });
}

/** Chooses from a list of suggestions by typing letter by letter. */
export async function choose(inside: Locator, label: string, letters: string, option: string): Promise<void> {
  const field = inside.getByRole('combobox', { name: label });
  await field.fill('');
  await field.pressSequentially(letters);
  await inside.getByRole('option', { name: option }).click();
}

/** Chooses from the menu that stands at the end of a message's buttons. */
export async function chooseInMenu(message: Locator, item: string): Promise<void> {
  await message.locator('[data-block=actions]').getByRole('button', { name: 'More actions' }).click();
  await message.getByRole('menuitem', { name: item }).click();
}

/** Until this text is seen in there. */
export async function sees(inside: Locator, text: string | RegExp): Promise<void> {
  await inside.getByText(text).first().waitFor();
}

/** Until there is no such thing any more. */
export async function isGone(thing: Locator): Promise<void> {
  await thing.waitFor({ state: 'hidden' });
}

/** Opens the sandbox's own controls at one of its panels. */
export async function openControls(
  page: Page,
  panel: 'Time' | 'Weather' | 'Inspector' | 'Workspace',
): Promise<Locator> {
  const drawer = page.getByRole('complementary', { name: 'Controls of the sandbox' });
  if (!(await drawer.isVisible())) await page.getByRole('button', { name: 'Controls', exact: true }).click();
  await drawer.getByRole('tab', { name: panel }).click();
  return drawer;
}
