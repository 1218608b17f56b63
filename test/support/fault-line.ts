import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Where something breaks: before a statement reaches Postgres, or after it is done and before its answer is heard. */
export interface Fault {
  /** Counted from 1. */
  readonly statement: number;
  readonly side: 'before' | 'after';
}

/** A way to Postgres that breaks at one statement. Whoever uses it is then as good as dead to the database. */
export interface FaultLine {
  readonly url: string;
  /** The statements that were sent, in order. */
  readonly statements: readonly string[];
  hasBroken(): boolean;
  close(): Promise<void>;
}

/**
 * Opens a way to `url`. At the fault nothing passes any more in either direction, then `breaks` is called: without it the
 * connections are cut; a test that kills the process at their end does that instead, and its death cuts them.
 */
export async function openFaultLine(url: string, fault?: Fault, breaks?: () => void): Promise<FaultLine> {
  const target = new URL(url);
  const statements: string[] = [];
  const sockets = new Set<Socket>();
  let hasBroken = false;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const breakNow = () => {
    hasBroken = true;
    (breaks ?? cut)();
  };

  // Without `noDelay` every statement waits 40 ms: a message for the one before it to be acknowledged.
  const server = createServer({ noDelay: true }, (client) => {
    if (hasBroken) return void client.destroy();
    const database = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => other.destroy());
    }
    let waiting: Buffer[] = [];
    let answerIsLost = false;
    const fromClient = createMessageReader({ startsUntyped: true });
    client.on('data', (chunk: Buffer) => {
      for (const message of fromClient(chunk)) {
        if (hasBroken || answerIsLost) return;
        waiting.push(message);
        if (isPartOfStatement(message)) continue;
        if (endsStatement(message)) {
          statements.push(textOf(waiting));
          const isHere = statements.length === fault?.statement;
          if (isHere && fault?.side === 'before') return breakNow();
          answerIsLost = isHere;
        }
        database.write(Buffer.concat(waiting));
        waiting = [];
      }
    });
    const fromDatabase = createMessageReader({ startsUntyped: false });
    database.on('data', (chunk: Buffer) => {
      for (const message of fromDatabase(chunk)) {
        if (hasBroken) return;
        if (!answerIsLost) client.write(message);
        else if (typeOf(message) === READY) return breakNow();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const own = new URL(url);
  own.hostname = '127.0.0.1';
  own.port = String(port);
  return { url: own.href, statements, hasBroken: () => hasBroken, close: () => closeServer(server, cut) };
}

async function closeServer(server: Server, cut: () => void): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  cut();
  await closed;
}

// Postgres' protocol: a byte for the type, four for the length, which counts itself. The first message has no type.
const READY = 'Z';
const UNTYPED = 'startup';

function typeOf(message: Buffer): string {
  return message[0] === 0 ? UNTYPED : String.fromCharCode(message[0] ?? 0);
}

/** Parse, Bind, Describe, Execute and Close: what comes before a Sync. */
function isPartOfStatement(message: Buffer): boolean {
  return 'PBDEC'.includes(typeOf(message));
}

function endsStatement(message: Buffer): boolean {
  return typeOf(message) === 'Q' || typeOf(message) === 'S';
}

/** What a statement says, for whoever looks for one. */
function textOf(messages: readonly Buffer[]): string {
  const told = messages.find((message) => 'QP'.includes(typeOf(message)));
  const parts = told?.subarray(5).toString('utf8').split('\0') ?? [];
  return (told && typeOf(told) === 'P' ? parts[1] : parts[0]) ?? '';
}

function createMessageReader({ startsUntyped }: { readonly startsUntyped: boolean }): (chunk: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  let isTyped = !startsUntyped;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const whole: Buffer[] = [];
    for (;;) {
      const prefix = isTyped ? 1 : 0;
      if (rest.length < prefix + 4) return whole;
      const end = prefix + rest.readInt32BE(prefix);
      if (rest.length < end) return whole;
      whole.push(rest.subarray(0, end));
      rest = rest.subarray(end);
      isTyped = true;
    }
  };
}
