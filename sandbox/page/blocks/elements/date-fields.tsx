import { useState } from 'react';
import { type Json, textIn } from '../../../json.js';
import { TroubleNote } from '../trouble-note.js';
import { type ElementProps, fieldAttributes } from './labels.js';
import { useField } from './use-field.js';

interface MomentKind {
  input: 'date' | 'time' | 'datetime-local';
  read(entry: Json): string;
  write(shown: string): Json;
}

const KINDS: Record<string, MomentKind> = {
  datepicker: {
    input: 'date',
    read: (entry) => textIn(entry.selected_date),
    write: (shown) => ({ selected_date: shown || null }),
  },
  timepicker: {
    input: 'time',
    read: (entry) => textIn(entry.selected_time),
    write: (shown) => ({ selected_time: shown || null }),
  },
  datetimepicker: {
    input: 'datetime-local',
    read: (entry) => (typeof entry.selected_date_time === 'number' ? localWords(entry.selected_date_time) : ''),
    write: (shown) => ({ selected_date_time: shown === '' ? null : Math.floor(new Date(shown).getTime() / 1000) }),
  },
};

/** While `2026` is typed the browser tells of the years 2, 20 and 202, and of no date at all while a part is empty. */
const isWhole = (shown: string) => shown !== '' && !/^0\d*-/.test(shown);

/** datepicker, timepicker and datetimepicker, each as the browser's own. What is half typed waits until it is left. */
export function MomentField({ block, element, labels }: ElementProps) {
  const field = useField({ block, element });
  const [begun, setBegun] = useState<string>();
  const kind = KINDS[textIn(element.type)];
  if (!kind) return null;
  const choose = (shown: string) => {
    setBegun(undefined);
    void field.choose(kind.write(shown));
  };
  return (
    <div className="field-body">
      <input
        {...fieldAttributes(labels)}
        className="text-field moment-field"
        type={kind.input}
        value={begun ?? kind.read(field.entry)}
        onChange={({ currentTarget: { value } }) => (isWhole(value) ? choose(value) : setBegun(value))}
        onBlur={() => begun !== undefined && choose(begun)}
      />
      <TroubleNote trouble={field.trouble} />
    </div>
  );
}

/** Seconds as `2026-11-30T09:00` of the person's own clock. */
function localWords(seconds: number): string {
  const at = new Date(seconds * 1000);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return Number.isNaN(local.getTime()) ? '' : local.toISOString().slice(0, 16);
}
