import { objectIn } from '../../json.js';

/** What the sandbox does not know, shown as such. */
export function Undrawn({ what, json }: { what: string; json: unknown }) {
  const article = /^[aeiou]/.test(what) ? 'an' : 'a';
  return (
    <div className="undrawn">
      <p>
        This sandbox cannot draw {article} <code>{what.split(' ')[0] || 'nameless'}</code> {what.split(' ')[1]}.
      </p>
      <details>
        <summary>What the bot sent</summary>
        <pre>{JSON.stringify(objectIn(json), undefined, 2)}</pre>
      </details>
    </div>
  );
}
