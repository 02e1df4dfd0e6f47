/** Numbers and arguments as a student reads them, and what ended a call in words. */
import type { Verdict } from '#libs/domain';
import type { RunOutcome } from '#libs/grader-sdk';
import { type Argument, sizeOf, type Tensor } from './arguments';
import { type Difference, shapeText } from './compare';
import type { Failure } from './frames';

export function numberText(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  return String(Number(x.toPrecision(6)));
}

export function differenceText(what: string, found: Difference): string {
  switch (found.kind) {
    case 'structure':
      return found.got === 'None'
        ? `${what} is None, expected ${found.expected}. Is a return missing?`
        : `${what} is ${found.got}, expected ${found.expected}.`;
    case 'shape':
      return `${what}${found.at} has shape ${found.got}, expected ${found.expected}.`;
    case 'value': {
      const { at, expected, got, wrong, total } = found;
      const count = total > 1 ? ` ${wrong} of ${total} elements differ.` : '';
      return `${what}${at} is ${numberText(got)}, expected ${numberText(expected)}.${count}`;
    }
  }
}

const MAX_SHOWN = 64;

/** `x = [[1, 2], [3, 4]]`; large arrays by their shapes only. */
export function argumentText(name: string, argument: Argument): string {
  switch (argument.kind) {
    case 'array':
      return `${name} = ${tensorText(argument.tensor)}`;
    case 'plain':
      return `${name} = ${plainText(argument.value)}`;
    case 'python':
      return `${name} = ${argument.source}`;
    case 'dict':
      return [...argument.entries].map(([key, entry]) => argumentText(`${name}['${key}']`, entry)).join('\n');
  }
}

function plainText(value: number | string | boolean | null): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return JSON.stringify(value);
  return value === null ? 'None' : value ? 'True' : 'False';
}

function tensorText({ dtype, shape, data }: Tensor): string {
  if (data.length > MAX_SHOWN) return `${dtype} array of shape ${shapeText(shape)}`;
  const text = (x: number): string => (dtype === 'bool' ? plainText(x !== 0) : numberText(x));
  const walk = (start: number, [size, ...inner]: readonly number[]): string => {
    if (size === undefined) return text(data[start] as number);
    const step = sizeOf(inner);
    return `[${Array.from({ length: size }, (_, i) => walk(start + i * step, inner)).join(', ')}]`;
  };
  return walk(0, shape);
}

/** What ended a call, before it is given its name and points. */
export interface Ending {
  readonly verdict: Verdict;
  readonly code: string;
  readonly message: string;
}

export function failureEnding({ type, msg, line }: Failure, where: 'load' | 'call', file: string): Ending {
  const place = line === null ? '' : ` (line ${line} of ${file})`;
  const said = msg === '' ? type : `${type}: ${msg}`;
  if (type === 'OutOfTime') {
    return { verdict: 'timed-out', code: 'timed-out', message: `The call took too long${place}.` };
  }
  if (type === 'MemoryError') {
    return { verdict: 'memory-exceeded', code: 'memory', message: `The memory is used up${place}: ${said}.` };
  }
  if (where === 'call') return { verdict: 'crashed', code: 'crashed', message: `${said}${place}.` };
  if (['SyntaxError', 'IndentationError', 'TabError'].includes(type)) {
    return { verdict: 'compile-error', code: 'syntax', message: `${file} is not Python: ${said}${place}.` };
  }
  const hint = type === 'ModuleNotFoundError' ? ' There is NumPy, and what comes with Python.' : '';
  const message = `${file} can't be loaded: ${said}${place}.${hint}`;
  return { verdict: 'crashed', code: 'load', message };
}

export function lossEnding(outcome: RunOutcome): Ending {
  switch (outcome.kind) {
    case 'exited':
      return { verdict: 'crashed', code: 'ended', message: 'The program ended itself in this call.' };
    case 'signalled':
      return {
        verdict: 'crashed',
        code: 'signal',
        message: `The program died in this call (${outcome.signal}).`,
      };
    case 'timed-out':
      return { verdict: 'timed-out', code: 'timed-out', message: 'The call came to no end.' };
    case 'memory-exceeded':
      return { verdict: 'memory-exceeded', code: 'memory', message: 'The memory was used up in this call.' };
    case 'output-exceeded':
      return { verdict: 'output-exceeded', code: 'output', message: 'The program printed without end.' };
  }
}
