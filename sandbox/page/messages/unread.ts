import { useCallback, useEffect, useMemo, useState } from 'react';
import { objectIn } from '../../json.js';
import type { Screen, ShownMessage } from '../../screen/screen.js';
import { readStored } from '../stored.js';

/** By conversation, the `ts` up to which this person has read. */
export type Marks = Record<string, string>;

const BEGINNING = 'sandbox.begun';

function tsOf(ms: number): string {
  return (ms / 1000).toFixed(6);
}

/** What was there before this browser first looked counts as read, for everybody. */
function beginningOf(now: number): string {
  const known = localStorage.getItem(BEGINNING);
  // The sandbox begins anew with each start, and its clock may have been further on in the one before.
  if (known !== null && known <= tsOf(now)) return known;
  localStorage.setItem(BEGINNING, tsOf(now));
  return tsOf(now);
}

function readMarks(me: string, now: number): Marks {
  const marks = Object.entries(objectIn(readStored(`sandbox.read.${me}`))).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] <= tsOf(now),
  );
  return Object.fromEntries(marks);
}

function isUnread(message: ShownMessage, me: string, readUpTo: string): boolean {
  return message.threadTs === undefined && message.user !== me && message.ts > readUpTo;
}

export interface Unread {
  /** How many by conversation; none where there are none. */
  counts: ReadonlyMap<string, number>;
  readUpTo(conversation: string): string;
  markRead(conversation: string, ts: string): void;
}

export function useUnread({ me, messages, clock, setup }: Screen): Unread {
  const [beginning, setBeginning] = useState(() => beginningOf(clock.now));
  const [marks, setMarks] = useState(() => readMarks(me, clock.now));

  // What the workspace is filled with is no news.
  const newest = setup ? messages.at(-1)?.ts : undefined;
  useEffect(() => {
    if (newest === undefined) return;
    localStorage.setItem(BEGINNING, newest);
    setBeginning(newest);
  }, [newest]);

  const readUpTo = useCallback(
    (conversation: string) => {
      const mark = marks[conversation] ?? '';
      if (mark > beginning) return mark;
      return beginning;
    },
    [marks, beginning],
  );
  const markRead = useCallback(
    (conversation: string, ts: string) =>
      setMarks((before) => {
        if ((before[conversation] ?? '') >= ts) return before;
        const after = { ...before, [conversation]: ts };
        localStorage.setItem(`sandbox.read.${me}`, JSON.stringify(after));
        return after;
      }),
    [me],
  );
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const message of messages) {
      if (!isUnread(message, me, readUpTo(message.channel))) continue;
      found.set(message.channel, (found.get(message.channel) ?? 0) + 1);
    }
    return found;
  }, [messages, me, readUpTo]);
  return { counts, readUpTo, markRead };
}
