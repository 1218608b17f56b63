import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Team } from './team.js';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
// It runs as whoever runs the tests, in containers too, and asks nothing of any network.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export function findChromium(): string | undefined {
  return PLACES.find((path) => path && existsSync(path));
}

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium here.');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Windows of one browser, each with a person in front of it. */
export interface Windows {
  /** A window of its own: nothing is shared with the others, not even what was read. The tour is over there. */
  open(team: Team, userId: string, place?: string, options?: BrowserContextOptions): Promise<Page>;
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
    let browser: Browser;
    let complaints: string[] = [];
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      const said = complaints;
      complaints = [];
      expect(said).toEqual([]);
    });
    body({
      open: async (team, userId, place, options) => {
        const context = await browser.newContext({
          viewport: DESKTOP,
          locale: 'en-GB',
          timezoneId: 'Europe/Berlin',
          reducedMotion: 'reduce',
          ...options,
        });
        await context.addInitScript("localStorage.setItem('sandbox.tour', '{}')");
        const page = await context.newPage();
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        await page.goto(`${team.slack.url}/#${[userId, place].filter(Boolean).join('/')}`);
        return page;
      },
    });
  });
}
