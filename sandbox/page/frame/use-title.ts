import { useEffect } from 'react';
import { useActing } from '../acting.js';

/** The window says who it is, and how much is unread. */
export function useTitle(unread: ReadonlyMap<string, number>): void {
  const { screen } = useActing();
  const me = screen.people.find((it) => it.id === screen.me)?.realName ?? screen.me;
  const count = [...unread.values()].reduce((sum, it) => sum + it, 0);
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${me} · ${screen.team.name} sandbox`;
  }, [count, me, screen.team.name]);
  useEffect(() => {
    const dot = count > 0 ? '<circle cx="25" cy="7" r="7" fill="#cd2553"/>' : '';
    const letter = [...me][0] ?? '?';
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3b1140"/><text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">${letter}</text>${dot}</svg>`;
    document
      .querySelector<HTMLLinkElement>('link[rel=icon]')
      ?.setAttribute('href', `data:image/svg+xml,${encodeURIComponent(picture)}`);
  }, [count, me]);
}
