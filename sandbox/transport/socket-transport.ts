import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json, textIn } from '../json.js';
import type { TrafficEntry, TrafficLog } from '../traffic.js';
import type { Forecast } from '../weather.js';
import type { World } from '../world/world.js';
import { DEADLINE_MS, type Delivery, type PayloadKind, type Retry } from './delivery.js';

const GOODBYE_MS = 500;

interface Pending {
  entry: TrafficEntry;
  settle?: (body: unknown) => void;
}

/** The Socket Mode side: docs.slack.dev/apis/events-api/using-socket-mode (hello, envelopes, acks, disconnect). */
export class SocketTransport {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly sockets: WebSocket[] = [];
  private readonly pending = new Map<string, Pending>();

  constructor(
    private readonly world: World,
    private readonly traffic: TrafficLog,
    private readonly forecast: Forecast,
  ) {}

  /** Takes a connection that shows a ticket from apps.connections.open; each is good once. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [, query = ''] = (request.url ?? '').split('?');
    const ticket = new URLSearchParams(query).get('ticket') ?? '';
    if (!this.world.socketTickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (connection) => {
      this.sockets.push(connection);
      connection.on('message', (data) => this.takeAck(String(data)));
      connection.on('close', () => this.sockets.splice(this.sockets.indexOf(connection), 1));
      connection.send(
        JSON.stringify({
          type: 'hello',
          num_connections: this.sockets.length,
          connection_info: { app_id: this.world.identity.appId },
          debug_info: { host: 'sandbox', approximate_connection_time: 18060 },
        }),
      );
    });
  }

  get connections(): number {
    return this.sockets.length;
  }

  async deliver(kind: PayloadKind, payload: Json, retry?: Retry): Promise<Delivery> {
    const what = textIn(payload.command) || textIn(payload.type);
    const entry = this.traffic.begin({ direction: 'to_bot', via: 'socket', what, request: payload });
    const connection = this.sockets.at(-1);
    if (!connection) {
      this.traffic.end(entry, { answer: 'no connection' });
      return { status: 'failed', ms: 0 };
    }
    const weather = this.forecast.strikeDelivery(what);
    if (weather) entry.weather = weather;
    const envelopeId = randomUUID();
    const acked = this.untilAcked(envelopeId, entry);
    const envelope = JSON.stringify({
      envelope_id: envelopeId,
      type: kind,
      payload,
      accepts_response_payload: kind !== 'events_api',
      ...(kind === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
    });
    if (weather) setTimeout(() => connection.send(envelope), weather.ms).unref();
    else connection.send(envelope);
    return acked;
  }

  /** Sends an envelope with exactly these fields, to test malformed ones. */
  deliverRaw(fields: Json): Promise<Delivery> {
    const entry = this.traffic.begin({ direction: 'to_bot', via: 'socket', what: 'raw', request: fields });
    const envelopeId = randomUUID();
    const acked = this.untilAcked(envelopeId, entry);
    this.sockets.at(-1)?.send(JSON.stringify({ envelope_id: envelopeId, ...fields }));
    return acked;
  }

  private untilAcked(envelopeId: string, entry: TrafficEntry): Promise<Delivery> {
    const pending: Pending = { entry };
    this.pending.set(envelopeId, pending);
    const begun = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        delete pending.settle;
        resolve({ status: 'timed_out', ms: Math.round(performance.now() - begun) });
      }, DEADLINE_MS).unref();
      pending.settle = (body) => {
        clearTimeout(timer);
        resolve({ status: 'acked', ms: Math.round(performance.now() - begun), body });
      };
    });
  }

  private takeAck(data: string): void {
    const ack: unknown = JSON.parse(data);
    const pending = isObject(ack) ? this.pending.get(textIn(ack.envelope_id)) : undefined;
    if (!isObject(ack) || !pending) return;
    this.pending.delete(textIn(ack.envelope_id));
    this.traffic.end(pending.entry, { answer: ack.payload, ...(pending.settle ? {} : { late: true }) });
    // Bolt always sends a payload, `{}` when there is nothing to say; over HTTP that is an empty body.
    const isEmpty = isObject(ack.payload) && Object.keys(ack.payload).length === 0;
    pending.settle?.(isEmpty ? undefined : ack.payload);
  }

  /** Asks the bot to reconnect, as Slack does every few hours. */
  askToReconnect(reason: string): void {
    const message = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
    for (const connection of this.sockets) connection.send(message);
  }

  /** Cuts all connections without a word. */
  drop(): void {
    for (const connection of [...this.sockets]) connection.terminate();
  }

  /** Says goodbye properly, and cuts whoever does not answer. */
  async stop(): Promise<void> {
    const closing = [...this.sockets].map((connection) => {
      const closed = new Promise((resolve) => connection.once('close', resolve));
      connection.close(1001);
      return closed;
    });
    await Promise.race([Promise.all(closing), wait(GOODBYE_MS, undefined, { ref: false })]);
    this.drop();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
