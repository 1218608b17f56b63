import type { ShownPerson } from '../../screen/screen.js';
import { Icon } from '../icon.js';
import './avatar.css';

const COLOURS = ['#7a3e9d', '#1d6f8a', '#a5481e', '#2b6e3f', '#3b55a8', '#a3325d', '#6b5a1e', '#4a5a66'];

function colourOf(id: string): string {
  const sum = [...id].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return COLOURS[sum % COLOURS.length] ?? '#4a5a66';
}

function initialsOf(name: string): string {
  const words = name
    .replace(/\(.*\)/, '')
    .trim()
    .split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** A person's initials in their own colour; an app has a mark instead. The name stands beside it. */
export function Avatar({ person, small }: { person: ShownPerson | undefined; small?: boolean }) {
  const size = small ? 'avatar small' : 'avatar';
  if (person?.isBot)
    return (
      <span className={`${size} app`} aria-hidden="true">
        <Icon name="box" />
      </span>
    );
  return (
    <span className={size} style={{ background: colourOf(person?.id ?? '') }} aria-hidden="true">
      {initialsOf(person?.realName ?? '?')}
    </span>
  );
}
