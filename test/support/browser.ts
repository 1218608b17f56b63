import { afterAll, afterEach, beforeAll, describe, expect, jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findChromium, launchChromium } from './chromium.js';
import type { Team } from './team.js';

/** A story of clicks is longer than a call of a function; what is waited for in vain is named before time is up. */
const STORY_MS = 90_000;
const PATIENCE_MS = Number(process.env.BROWSER_PATIENCE_MS ?? 25_000);

const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export interface WindowOptions extends BrowserContextOptions {
  /** Nobody has been here before: the tour begins. */
  readonly isFirstVisit?: boolean;
}

/** Windows of one browser, each with a person in front of it. */
export interface Windows {
  /** A window of its own: nothing is shared with the others, not even what was read. The tour is over there. */
  open(team: Pick<Team, 'slack'>, userId: string, place?: string, options?: WindowOptions): Promise<Page>;
}

/**
 * Tests in a real browser. Without a Chromium they are skipped, and say so; with BROWSER_TESTS=required they fail.
 * A script's error or a message on the console fails the test too.
 */
export function describeInBrowser(name: string, body: (windows: Windows) => void): void {
  if (!findChromium()) {
    if (process.env.BROWSER_TESTS === 'required') throw new Error('BROWSER_TESTS=required, and there is no Chromium.');
    describe.skip(`${name} (skipped: no Chromium found; install one, or say where it is in CHROMIUM)`, () =>
      body({ open: () => Promise.reject(new Error('There is no Chromium here.')) }));
    return;
  }
  describe(name, () => {
    jest.setTimeout(STORY_MS);
    let browser: Browser;
    let complaints: string[] = [];
    const visited = new Set<Team['slack']>();
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      // As in Slack, what was open in a window goes with it.
      for (const slack of visited) slack.world.stacks.clear();
      const said = complaints;
      complaints = [];
      expect(said).toEqual([]);
    });
    body({
      open: async ({ slack }, userId, place, { isFirstVisit = false, ...options } = {}) => {
        visited.add(slack);
        const context = await browser.newContext({
          viewport: DESKTOP,
          locale: 'en-GB',
          timezoneId: 'Europe/Berlin',
          reducedMotion: 'reduce',
          ...options,
        });
        context.setDefaultTimeout(PATIENCE_MS);
        if (!isFirstVisit) await context.addInitScript("localStorage.setItem('sandbox.tour', '{}')");
        const page = await context.newPage();
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        await page.goto(`${slack.url}/#${[userId, place].filter(Boolean).join('/')}`);
        return page;
      },
    });
  });
}
