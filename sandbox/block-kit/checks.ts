/** One thing wrong with a payload. The wording follows Slack's own `response_metadata.messages`. */
export interface Problem {
  pointer: string;
  message: string;
}

export type Check = (value: unknown, at: string, found: Problem[]) => void;

export function string({ min = 0, max = Number.POSITIVE_INFINITY, matching = /^/ } = {}): Check {
  return (value, at, found) => {
    if (typeof value !== 'string') found.push({ pointer: at, message: 'must be a string' });
    else if (value.length < min) found.push({ pointer: at, message: `must be more than ${min - 1} characters` });
    else if (value.length > max) found.push({ pointer: at, message: `must be less than ${max + 1} characters` });
    else if (!matching.test(value)) found.push({ pointer: at, message: `must match ${matching.source}` });
  };
}

export function integer(min: number, max: number): Check {
  return (value, at, found) => {
    if (!Number.isInteger(value)) found.push({ pointer: at, message: 'must be an integer' });
    else if (Number(value) < min || Number(value) > max)
      found.push({ pointer: at, message: `must be between ${min} and ${max}` });
  };
}

export const boolean: Check = (value, at, found) => {
  if (typeof value !== 'boolean') found.push({ pointer: at, message: 'must be a boolean' });
};

export function oneOf(...allowed: unknown[]): Check {
  return (value, at, found) => {
    if (!allowed.includes(value)) found.push({ pointer: at, message: `must be one of: ${allowed.join(', ')}` });
  };
}

export function list(item: Check, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Check {
  return (value, at, found) => {
    if (!Array.isArray(value)) {
      found.push({ pointer: at, message: 'must be an array' });
      return;
    }
    if (value.length < min) found.push({ pointer: at, message: `no less than ${min} items allowed` });
    if (value.length > max) found.push({ pointer: at, message: `no more than ${max} items allowed` });
    value.forEach((entry, index) => {
      item(entry, `${at}/${index}`, found);
    });
  };
}

/** An object with these fields and no others; Slack refuses properties it does not know. */
export function shape(fields: Record<string, Check>, required: string[] = []): Check {
  return (value, at, found) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      found.push({ pointer: at, message: 'must be an object' });
      return;
    }
    for (const name of required) {
      if (!(name in value) || Reflect.get(value, name) === undefined)
        found.push({ pointer: at, message: `missing required field: ${name}` });
    }
    for (const [name, entry] of Object.entries(value)) {
      const check = fields[name];
      if (!check) found.push({ pointer: `${at}/${name}`, message: `additional property: ${name}` });
      else if (entry !== undefined) check(entry, `${at}/${name}`, found);
    }
  };
}

/** A `shape` that carries its own name in `type`. */
export function typed(type: string, fields: Record<string, Check>, required: string[] = []): Check {
  return shape({ type: oneOf(type), ...fields }, ['type', ...required]);
}

/** Picks the check by the value's `type`; what is not in the table is not allowed in this place. */
export function byType(table: Record<string, Check>): Check {
  return (value, at, found) => {
    const type = typeof value === 'object' && value !== null ? Reflect.get(value, 'type') : undefined;
    const check = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
    if (check) check(value, at, found);
    else found.push({ pointer: `${at}/type`, message: `unsupported type: ${String(type)}` });
  };
}

export function all(...checks: Check[]): Check {
  return (value, at, found) => {
    for (const check of checks) check(value, at, found);
  };
}

/** A rule between fields: `broken` says what is wrong, or nothing. Runs only on objects. */
export function rule(broken: (value: Record<string, unknown>) => string | undefined): Check {
  return (value, at, found) => {
    if (typeof value !== 'object' || value === null) return;
    const message = broken(Object.fromEntries(Object.entries(value)));
    if (message !== undefined) found.push({ pointer: at, message });
  };
}

export function pick(table: Record<string, Check>, ...names: string[]): Record<string, Check> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}
