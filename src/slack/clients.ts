import { LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { createPackageLogger } from './package-logger.js';

// Two ways to call Slack (reference: bolt's own defaults retry for half an hour and freeze every call behind one 429).
// Never `headers` here: web-api writes the first token into them for every later client.

/** For the person who waits: no retries, no waiting in line, an answer within what is left of three seconds. */
export function interactiveOptions(slackApiUrl: string): WebClientOptions {
  return { slackApiUrl, timeout: 2_500, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
}

/** For jobs: no hidden retries either; a job that failed is rescheduled where people can see it. */
export function createBackgroundClient(token: string, slackApiUrl: string, logger?: Logger): WebClient {
  return new WebClient(token, {
    slackApiUrl,
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    // Whoever calls says what a failure means; the client's own lines would only stand beside it.
    ...(logger ? { logger: createPackageLogger(logger, 'web-api') } : { logLevel: LogLevel.ERROR }),
  });
}
