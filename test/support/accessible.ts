import { expect } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const SERIOUS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary)))`;

/** What was pressed is pale until Slack has answered, and then for a moment more. */
const SETTLED = `!document.querySelector('button[aria-busy="true"]')
  && !document.getAnimations().some((it) => it instanceof CSSTransition && it.playState === 'running')`;

/** Asked of the page itself, whose policy lets nobody else's code look again and again. */
const UNTIL_SETTLED = `new Promise((settled) => {
  const look = () => (${SETTLED} ? settled() : requestAnimationFrame(look));
  look();
})`;

/** Nothing that keeps somebody from using what is on the screen now. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  await page.evaluate(UNTIL_SETTLED);
  expect(await page.evaluate(SERIOUS)).toEqual([]);
}
