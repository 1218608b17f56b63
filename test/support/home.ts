import { eventually } from '../../sandbox/start-sandbox.js';
import type { Team } from './team.js';

/** Opens a person's Home and returns its text, once it is drawn anew. */
export async function openedHome({ slack }: Pick<Team, 'slack'>, userId: string): Promise<string> {
  const before = slack.as(userId).home()?.view.hash;
  await slack.as(userId).opensHome();
  return eventually(() => {
    const home = slack.as(userId).home();
    return home && home.view.hash !== before && !home.visibleText().includes('One moment') && home.visibleText();
  });
}
