import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** What became of a call to Slack that did not succeed. */
export type CallFailure =
  /** Slack said no, and did nothing. `code` is its own word. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'rate_limited'; readonly retryAfterMs: number }
  /** The call never left this machine, or found nobody: certainly nothing was done. */
  | { readonly kind: 'not_sent' }
  /** No answer, or none that tells: it may have been done. */
  | { readonly kind: 'unclear' };

/** A file did not reach Slack. Nobody saw it, so it is simply sent again. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
}

/** Sorts what the Web API client throws. Undefined: not a failure of a call, so a bug. */
export function readCallFailure(error: unknown): CallFailure | undefined {
  if (error instanceof WebAPIPlatformError) return { kind: 'refused', code: error.data.error };
  if (error instanceof WebAPIRateLimitedError) return { kind: 'rate_limited', retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIRequestError) return { kind: wasNeverSent(error) ? 'not_sent' : 'unclear' };
  return error instanceof WebAPIHTTPError ? { kind: 'unclear' } : undefined;
}

const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether the connection never came about, as the error or one that caused it says. */
function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return NEVER_CONNECTED.has(code) || wasNeverSent(error.cause);
}

/** Slack's word for a refusal, if that is what it is. */
export function refusalCode(error: unknown): string | undefined {
  const failure = readCallFailure(error);
  return failure?.kind === 'refused' ? failure.code : undefined;
}

/** The channel will not take messages from the bot until a person changes something there. */
const CHANNEL_REFUSES: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'ekm_access_denied',
  'missing_scope',
  'team_access_not_granted',
  'access_denied',
]);

export function isChannelRefusal(code: string | undefined): code is string {
  return code !== undefined && CHANNEL_REFUSES.has(code);
}

/** Files may not be uploaded until an admin changes something; messages may. */
const FILES_REFUSED: ReadonlySet<string> = new Set([
  'missing_scope',
  'file_uploads_disabled',
  'file_uploads_except_images_disabled',
  'file_upload_size_restricted',
  'slack_connect_file_upload_sharing_blocked',
  'slack_connect_blocked_file_type',
  'storage_limit_reached',
]);

export function isFileRefusal(code: string | undefined): code is string {
  return code !== undefined && FILES_REFUSED.has(code);
}

/** The bot's token is not good at the moment. */
const TOKEN_REFUSED: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);

export function isTokenRefusal(code: string): boolean {
  return TOKEN_REFUSED.has(code);
}

/** The message that was to be updated is no longer there for us. */
const MESSAGE_GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

export function isMessageGone(code: string | undefined): boolean {
  return code !== undefined && MESSAGE_GONE.has(code);
}

/** A form can be opened for three seconds after a click, and once. */
const TRIGGER_SPENT: ReadonlySet<string> = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
]);

export function isTriggerSpent(code: string | undefined): boolean {
  return code !== undefined && TRIGGER_SPENT.has(code);
}
