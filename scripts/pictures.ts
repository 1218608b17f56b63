import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { openWorkspace } from '../sandbox/open-workspace.js';
import { northwind } from '../sandbox/workspaces/northwind/workspace.js';
import { launchChromium } from '../test/support/chromium.js';
import { form, messages, send } from '../test/support/page.js';

// Takes README's pictures from the running bot: what they show is what it does.

const FOLDER = fileURLToPath(new URL('../docs/pictures', import.meta.url));
const [ANA, BO, CLEO, LENA] = ['U0ANA', 'U0BO', 'U0CLEO', 'U0LENA'];
const NOTE = 'Agreed with Dana';

/** A window in front of this person, without the tour. */
async function openWindow(browser: Browser, place: string, height = 720): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1000, height },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  await context.addInitScript("localStorage.setItem('sandbox.tour', '{}')");
  const page = await context.newPage();
  await page.goto(place);
  return page;
}

interface Cut {
  readonly from: Locator;
  /** The last thing on it, if that is another. */
  readonly to?: Locator;
  readonly margin?: number;
  readonly width?: number;
}

async function clipOf({ from, to = from, margin = 0, width }: Cut) {
  await to.scrollIntoViewIfNeeded();
  const [first, last] = [await from.boundingBox(), await to.boundingBox()];
  if (!first || !last) throw new Error('What the picture shows is not there.');
  return {
    x: first.x - margin,
    y: first.y - margin,
    width: Math.min(width ?? first.width, first.width) + 2 * margin,
    height: last.y + last.height - first.y + 2 * margin,
  };
}

/** The window, or what is cut from it. */
async function take(name: string, page: Page, cut?: Cut): Promise<void> {
  const file = path.join(FOLDER, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file, animations: 'disabled', ...(cut && { clip: await clipOf(cut) }) });
  console.log(file);
}

async function playScene(browser: Browser, url: string): Promise<void> {
  const review = 'C0REVIEW';
  const ana = await openWindow(browser, `${url}/#${ANA}/${review}`, 1120);
  await send(ana, 'Acme’s webinar brought 212 sign-ups. Let us thank them for it.');
  await messages(ana).last().getByText('Let us thank them').waitFor();
  // Behind the form there is nothing to read.
  await ana.getByRole('button', { name: 'general' }).click();
  await send(ana, '/reward acme 1,250.50 Co-marketing webinar on 3 November: 212 sign-ups');
  const reward = form(ana);
  await reward.getByRole('combobox', { name: 'Connect a customer' }).fill('initech');
  await reward.getByRole('option', { name: 'Initech' }).click();
  await reward.getByRole('textbox', { name: 'Internal note' }).fill(NOTE);
  await reward.getByRole('heading').click();
  await take('reward-form', ana, { from: reward, margin: 16 });

  await reward.getByRole('button', { name: 'Create Reward' }).click();
  await ana.getByRole('button', { name: 'reward-review' }).click();
  const card = messages(ana).filter({ hasText: NOTE }).last();
  await card.getByText('1 reply').waitFor();
  await take('card', ana, { from: card, width: 740 });

  const bo = await openWindow(browser, `${url}/#${BO}/${review}`);
  const decided = messages(bo).filter({ hasText: NOTE }).last();
  await decided.getByRole('button', { name: 'Approve' }).click();
  await decided.getByText('2 replies').waitFor();
  await bo.getByRole('heading', { name: 'reward-review' }).first().click();
  await take('channel', bo);

  const lena = await openWindow(browser, `${url}/#${LENA}/D${LENA.slice(1)}`);
  await messages(lena).last().getByText('is approved').waitFor();
  await take('partner-dm', lena, { from: messages(lena).nth(-2), to: messages(lena).last(), width: 520 });

  const cleo = await openWindow(browser, `${url}/#${CLEO}/C0FINANCE`, 900);
  const home = await openWindow(browser, `${url}/#${BO}/home`, 860);
  await home.getByRole('region', { name: 'Home' }).getByRole('button', { name: 'Approve several…' }).waitFor();
  await take('home', home);

  await take('invoice', cleo, { from: messages(cleo).filter({ hasText: 'In review until' }).last(), width: 740 });
}

const home = mkdtempSync(path.join(tmpdir(), 'pictures-'));
// Where root runs this, the database does not run as root, and has to get in.
chmodSync(home, 0o755);
mkdirSync(FOLDER, { recursive: true });
const { slack, ready, close } = await openWorkspace(northwind, { home });
const browser = await launchChromium();
try {
  await ready;
  await playScene(browser, slack.url);
} finally {
  await browser.close();
  await close();
  rmSync(home, { recursive: true, force: true });
}
