import { type OpenWorkspace, openWorkspace } from './open-workspace.js';
import { northwind } from './workspaces/northwind/workspace.js';
import { southwind } from './workspaces/southwind/workspace.js';
import type { SandboxWorkspace } from './workspaces/workspace.js';

/** Opens Northwind; Southwind, with a bot and a database of its own, only once somebody goes there. */
export async function openNeighbourhood(place: {
  readonly home: string;
  readonly port: number;
}): Promise<OpenWorkspace> {
  const { home } = place;
  const next = (workspace: SandboxWorkspace, open: () => Promise<OpenWorkspace>) => ({
    name: workspace.team.name,
    about: workspace.about,
    open: async () => (await open()).slack.url,
  });
  let southwindOpen: Promise<OpenWorkspace> | undefined;
  const openSouthwind = async (): Promise<OpenWorkspace> => {
    const opened = await openWorkspace(southwind, { home, neighbours: [next(northwind, async () => first)] });
    // Its page says so too; the others go on.
    opened.ready.catch((error: unknown) => console.error(`Southwind: ${error}`));
    return opened;
  };
  const first = await openWorkspace(northwind, {
    ...place,
    neighbours: [
      next(southwind, () => {
        southwindOpen ??= openSouthwind().catch((error: unknown) => {
          southwindOpen = undefined;
          throw error;
        });
        return southwindOpen;
      }),
    ],
  });
  return {
    ...first,
    close: async () => {
      await Promise.all([first.close(), southwindOpen?.then((opened) => opened.close())]);
    },
  };
}
