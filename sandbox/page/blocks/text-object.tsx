import { isObject, textIn } from '../../json.js';
import { MrkdwnText } from './mrkdwn-text.js';

/** A `plain_text` or `mrkdwn` object. */
export function TextObject({ text }: { text: unknown }) {
  if (!isObject(text)) return null;
  const words = textIn(text.text);
  return text.type === 'mrkdwn' ? (
    <MrkdwnText text={words} verbatim={text.verbatim === true} />
  ) : (
    <Plain text={words} />
  );
}

/** Text as it is, line breaks included. */
function Plain({ text }: { text: string }) {
  return <span className="plain-text">{text}</span>;
}
