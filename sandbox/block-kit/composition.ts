import { boolean, byType, list, oneOf, shape, string, typed } from './checks.js';

// Limits: @slack/types 3.2.0, block-kit/composition-objects.d.ts, and docs.slack.dev/reference/block-kit/composition-objects

export const plainText = (max = 3000) =>
  typed('plain_text', { text: string({ min: 1, max }), emoji: boolean }, ['text']);

const mrkdwn = (max = 3000) => typed('mrkdwn', { text: string({ min: 1, max }), verbatim: boolean }, ['text']);

export const anyText = (max = 3000) => byType({ plain_text: plainText(max), mrkdwn: mrkdwn(max) });

// The docs now say 150 for an option's value, the types 75: the smaller holds in both.
const optionFields = { value: string({ max: 75 }), description: plainText(75) };

export const plainOption = shape({ text: plainText(75), ...optionFields }, ['text', 'value']);
export const anyOption = shape({ text: anyText(75), ...optionFields }, ['text', 'value']);
export const overflowOption = shape({ text: plainText(75), ...optionFields, url: string({ max: 3000 }) }, [
  'text',
  'value',
]);

export const optionGroup = shape({ label: plainText(75), options: list(plainOption, { min: 1, max: 100 }) }, [
  'label',
  'options',
]);

export const style = oneOf('primary', 'danger');

export const confirmDialog = shape(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30), style },
  ['text'],
);

/** What a listener for `block_suggestion` may answer: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export const suggestionAnswer = shape({
  options: list(plainOption, { max: 100 }),
  option_groups: list(optionGroup, { max: 100 }),
});
