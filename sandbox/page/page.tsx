import { useCallback, useMemo, useState } from 'react';
import type { Act, Outcome } from '../screen/acts.js';
import { type Acting, ActingContext } from './acting.js';
import { DraftsContext, useDrafts } from './composer/drafts.js';
import { TopBar } from './frame/top-bar.js';
import { Workspace } from './frame/workspace.js';
import { Drawer } from './panels/drawer.js';
import { usePlace } from './place.js';
import { perform } from './server.js';
import { CoachCard } from './tour/coach-card.js';
import { useTour } from './tour/use-tour.js';
import { useEscape } from './use-escape.js';
import { useScreen } from './use-screen.js';
import './frame/frame.css';

/** The sandbox's page: a Slack as one person sees it, and around it what a sandbox has and Slack has not. */
export function Page() {
  const [place, go] = usePlace();
  const { screen, refusal, isGone, refresh } = useScreen(place.me);
  const me = screen?.me ?? place.me;
  const [isSidebarOpen, setSidebarOpen] = useState(false);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const drafts = useDrafts(me);
  const tour = useTour(screen);
  const closeSidebar = useCallback(() => setSidebarOpen(false), []);
  useEscape(isSidebarOpen, closeSidebar);

  const act = useCallback(
    async (wanted: Act): Promise<Outcome> => {
      const outcome = await perform(me, wanted);
      if (wanted.do !== 'suggest') await refresh();
      return outcome;
    },
    [me, refresh],
  );
  const show = useCallback(
    (where: string, threadTs?: string) => {
      setSidebarOpen(false);
      go({ me, where, ...(threadTs ? { threadTs } : {}) });
    },
    [me, go],
  );
  const become = useCallback(
    (person: string, where?: string) => {
      setSidebarOpen(false);
      // Nobody sees another's direct messages.
      go({ me: person, where: where ?? (place.where.startsWith('D') ? '' : place.where) });
    },
    [place.where, go],
  );
  const acting = useMemo<Acting | undefined>(() => screen && { screen, act, show }, [screen, act, show]);

  if (!acting || !screen)
    return (
      <main className="nothing">
        <p role="status">{isGone ? GONE : (refusal ?? 'Opening the sandbox …')}</p>
        {refusal && (
          <button type="button" className="button" onClick={() => go({ me: '', where: '' })}>
            Be somebody who is there
          </button>
        )}
      </main>
    );
  return (
    <ActingContext value={acting}>
      <DraftsContext value={drafts}>
        <div className={`page ${isSidebarOpen ? 'sidebar-open' : ''} ${isDrawerOpen ? 'drawer-open' : ''}`}>
          <TopBar
            isSidebarOpen={isSidebarOpen}
            isDrawerOpen={isDrawerOpen}
            toggleSidebar={() => setSidebarOpen(!isSidebarOpen)}
            toggleDrawer={() => setDrawerOpen(!isDrawerOpen)}
            startTour={tour.isOffered ? tour.start : undefined}
          />
          {isGone && (
            <p className="gone" role="alert">
              {GONE}
            </p>
          )}
          <Workspace key={me} place={{ ...place, me }} become={become} closeSidebar={closeSidebar} />
          {isDrawerOpen && <Drawer close={() => setDrawerOpen(false)} />}
          <CoachCard tour={tour} where={place.where} become={become} openDrawer={() => setDrawerOpen(true)} />
        </div>
      </DraftsContext>
    </ActingContext>
  );
}

const GONE = 'The sandbox has stopped. Start it again with npm start.';
