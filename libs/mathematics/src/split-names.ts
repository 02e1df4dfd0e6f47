import { type Vocabulary, type KnownName } from './vocabulary';

/** A part of a run of letters and digits, `start` counted from the run's beginning. */
export type Piece = { readonly start: number; readonly end: number } & (
  { readonly symbol: KnownName } | { readonly symbol: 'number' | 'underscore' }
);

export type Split =
  | { readonly kind: 'split'; readonly pieces: readonly Piece[] }
  /** No way through: nothing known starts at `furthest`. */
  | { readonly kind: 'stuck'; readonly furthest: number };

/** No sum or product that a person types has a longer run without a space, sign or bracket. */
const LONGEST_RUN = 150;

interface State {
  readonly pieces: readonly Piece[];
  readonly usedE: boolean;
}

/**
 * Cuts a run such as `ysin2θ` into declared names, functions and numbers: y · sin(2θ). Of all ways the one with
 * the fewest parts wins, then the one whose first parts are longest, so `sinx` is never s·i·n·x. Digits may only
 * follow a function (`sin2θ`) or a logarithm's underscore, since `x2` could mean x², 2x or x₂. The constant e is cut
 * off at most once and never right after a function, so that `sine` is an unknown name rather than sin(e).
 */
export function splitNames(run: string, vocabulary: Vocabulary): Split {
  if (run.length > LONGEST_RUN) return { kind: 'stuck', furthest: 0 };
  const best: (State | undefined)[] = new Array<State | undefined>(run.length + 1).fill(undefined);
  best[0] = { pieces: [], usedE: false };
  let furthest = 0;
  for (let start = 0; start < run.length; start++) {
    const state = best[start];
    if (!state) continue;
    furthest = start;
    for (const piece of piecesAt(run, start, state, vocabulary)) {
      const pieces = [...state.pieces, piece];
      const usedE = state.usedE || isLoneE(piece, run);
      if (isBetter(pieces, best[piece.end]?.pieces)) best[piece.end] = { pieces, usedE };
    }
  }
  const whole = best[run.length];
  return whole ? { kind: 'split', pieces: whole.pieces } : { kind: 'stuck', furthest };
}

function piecesAt(run: string, start: number, state: State, vocabulary: Vocabulary): Piece[] {
  const last = state.pieces.at(-1);
  const afterFunction = typeof last?.symbol === 'object' && last.symbol.kind === 'function';
  const pieces: Piece[] = [];
  const digits = /^[0-9]+/.exec(run.slice(start));
  if (digits && (afterFunction || last?.symbol === 'underscore')) {
    pieces.push({ start, end: start + digits[0].length, symbol: 'number' });
  }
  if (run[start] === '_' && afterFunction) pieces.push({ start, end: start + 1, symbol: 'underscore' });
  const most = Math.min(run.length, start + vocabulary.longestSpelling);
  for (let end = start + 1; end <= most; end++) {
    const symbol = vocabulary.find(run.slice(start, end));
    if (!symbol) continue;
    const piece: Piece = { start, end, symbol };
    if (isLoneE(piece, run) && (afterFunction || state.usedE)) continue;
    pieces.push(piece);
  }
  return pieces;
}

function isLoneE(piece: Piece, run: string): boolean {
  return (
    typeof piece.symbol === 'object' &&
    piece.symbol.kind === 'constant' &&
    /^e$/i.test(run.slice(piece.start, piece.end))
  );
}

function isBetter(pieces: readonly Piece[], than: readonly Piece[] | undefined): boolean {
  if (!than) return true;
  if (pieces.length !== than.length) return pieces.length < than.length;
  const index = pieces.findIndex((piece, at) => piece.end !== than[at]?.end);
  return index >= 0 && (pieces[index]?.end ?? 0) > (than[index]?.end ?? 0);
}
