/** What characters and LaTeX commands become. An allow-list: a command that is not named here is an error. */
export type TokenKind =
  | 'number'
  | 'symbol'
  | 'operator'
  | 'open'
  | 'close'
  | 'bar'
  | 'comma'
  | 'command'
  | 'root'
  | 'underscore'
  | 'relation'
  | 'end';

export const SPACES = new Set(['quad', 'qquad', 'thinspace', 'medspace', 'thickspace', 'enspace', 'space']);
export const SKIPPED = new Set(
  (
    'left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm middle displaystyle textstyle ' +
    'limits nolimits rm bf boxed boldsymbol bm mathstrut'
  ).split(' '),
);
export const NAMING = new Set(
  'operatorname mathrm text mathit mathsf textrm textit mathop mbox mathbf mathnormal'.split(' '),
);
export const COMMANDS: ReadonlyMap<string, readonly [TokenKind, string]> = new Map<
  string,
  readonly [TokenKind, string]
>([
  ...['frac', 'dfrac', 'tfrac', 'cfrac', 'nicefrac', 'sfrac'].map(
    (name): [string, readonly [TokenKind, string]] => [name, ['command', 'frac']],
  ),
  ['sqrt', ['command', 'sqrt']],
  ...['binom', 'dbinom', 'tbinom'].map((name): [string, readonly [TokenKind, string]] => [
    name,
    ['command', 'binom'],
  ]),
  ['over', ['command', 'over']],
  ...['cdot', 'times', 'ast', 'cdotp', 'bullet'].map((name): [string, readonly [TokenKind, string]] => [
    name,
    ['operator', '*'],
  ]),
  ['div', ['operator', '/']],
  ...['lvert', 'rvert', 'vert', 'mid'].map((name): [string, readonly [TokenKind, string]] => [
    name,
    ['bar', '|'],
  ]),
  ...['lbrace', 'lbrack'].map((name): [string, readonly [TokenKind, string]] => [name, ['open', '[']]),
  ...['rbrace', 'rbrack'].map((name): [string, readonly [TokenKind, string]] => [name, ['close', ']']]),
  ...[
    'ne',
    'neq',
    'le',
    'leq',
    'ge',
    'geq',
    'lt',
    'gt',
    'approx',
    'equiv',
    'sim',
    'in',
    'to',
    'Rightarrow',
  ].map((name): [string, readonly [TokenKind, string]] => [name, ['relation', name]]),
]);
export const PUNCTUATION: ReadonlyMap<string, readonly [TokenKind, string]> = new Map<
  string,
  readonly [TokenKind, string]
>([
  ...Array.from('+-/').map((sign): [string, readonly [TokenKind, string]] => [sign, ['operator', sign]]),
  ['!', ['operator', '!']],
  ...Array.from('([{').map((sign): [string, readonly [TokenKind, string]] => [sign, ['open', sign]]),
  ...Array.from(')]}').map((sign): [string, readonly [TokenKind, string]] => [sign, ['close', sign]]),
  ['|', ['bar', '|']],
  [',', ['comma', ',']],
  [';', ['comma', ';']],
  ['_', ['underscore', '_']],
  ...Array.from('=<>≤≥≠≈≡∈→⇒:~≅').map((sign): [string, readonly [TokenKind, string]] => [
    sign,
    ['relation', sign],
  ]),
]);
export const ROOTS: ReadonlyMap<string, string> = new Map([
  ['√', '2'],
  ['∛', '3'],
  ['∜', '4'],
]);
