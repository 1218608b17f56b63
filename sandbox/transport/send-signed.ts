import { createHmac } from 'node:crypto';
import { request } from 'node:http';

// docs.slack.dev/authentication/verifying-requests-from-slack

export interface SignedRequest {
  url: string;
  body: string;
  contentType: string;
  signingSecret: string;
  /** Unix seconds; anything else but now makes a stale request. */
  timestamp: number;
  /** Given, it is sent as it is. */
  signature?: string;
  headers?: Record<string, string>;
  /** Cuts the connection after so long. */
  patienceMs: number;
  /** Cuts it when the sandbox stops. */
  stopped: AbortSignal;
}

function sign(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Posts the bytes to the bot. Written on node:http because fetch adds a charset, which Bolt refuses. */
export function sendSigned(it: SignedRequest): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      it.url,
      {
        method: 'POST',
        agent: false,
        timeout: it.patienceMs,
        signal: it.stopped,
        headers: {
          'content-type': it.contentType,
          'content-length': Buffer.byteLength(it.body),
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': String(it.timestamp),
          'x-slack-signature': it.signature ?? sign(it.signingSecret, it.timestamp, it.body),
          ...it.headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', reject);
    outgoing.end(it.body);
  });
}
