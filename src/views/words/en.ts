import { book } from './en/book.js';
import { common } from './en/common.js';
import { event } from './en/event.js';
import { form } from './en/form.js';
import { home } from './en/home.js';
import { invoice } from './en/invoice.js';
import { late } from './en/late.js';
import { paper } from './en/paper.js';
import { partner } from './en/partner.js';
import { refusal } from './en/refusal.js';
import { reward } from './en/reward.js';
import { settings } from './en/settings.js';
import { setup } from './en/setup.js';

/**
 * What the bot says, in English. A name is `topic.what_it_says`, the text an ICU message: whole sentences, so that
 * another language may order its facts otherwise. `{count, plural, …}` for what is counted.
 */
export const en = {
  ...book,
  ...common,
  ...event,
  ...form,
  ...home,
  ...invoice,
  ...late,
  ...paper,
  ...partner,
  ...refusal,
  ...reward,
  ...settings,
  ...setup,
} as const;
