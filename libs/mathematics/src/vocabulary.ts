import { ON_REQUEST, SPELLINGS, type CallableName } from './functions';

/** Greek letters by their Unicode form; names are what people type and LaTeX uses. */
export const GREEK: ReadonlyMap<string, string> = new Map(
  (
    'α alpha,β beta,γ gamma,δ delta,ε epsilon,ζ zeta,η eta,θ theta,ι iota,κ kappa,λ lambda,μ mu,ν nu,ξ xi,π pi,ρ rho,' +
    'σ sigma,ς varsigma,τ tau,υ upsilon,φ phi,χ chi,ψ psi,ω omega,Γ Gamma,Δ Delta,Θ Theta,Λ Lambda,Ξ Xi,Π Pi,' +
    'Σ Sigma,Φ Phi,Ψ Psi,Ω Omega'
  )
    .split(',')
    .map((pair): [string, string] => [pair.charAt(0), pair.slice(2)]),
);

const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['vartheta', 'θ'],
  ['varphi', 'φ'],
  ['varepsilon', 'ε'],
  ['varrho', 'ρ'],
  ['varsigma', 'σ'],
]);

/** LaTeX command name → Greek letter. */
export const GREEK_COMMANDS: ReadonlyMap<string, string> = new Map([
  ...[...GREEK].map(([letter, name]): [string, string] => [name, letter]),
  ...VARIANTS,
]);

export type KnownName =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' }
  | { readonly kind: 'function'; readonly name: CallableName }
  | { readonly kind: 'opaque'; readonly name: string };

export interface Declarations {
  readonly variables: readonly string[];
  /** Functions beyond the usual ones: names from ON_REQUEST, or unknown functions such as f. */
  readonly functions?: readonly string[];
}

const CONSTANTS: readonly (readonly [string, 'pi' | 'e'])[] = [
  ['pi', 'pi'],
  ['Pi', 'pi'],
  ['PI', 'pi'],
  ['π', 'pi'],
  ['e', 'e'],
  ['E', 'e'],
];

/** Words that mean something elsewhere and must never be read as a product of letters. */
const RESERVED = new Set(
  (
    'true false none null nan inf infinity infty undefined import eval exec print lambda return def class if else for ' +
    'while and or not in is from as pass del global with try except raise yield assert function var let const new ' +
    'this typeof void delete constructor prototype require process oo zoo integrate int diff sum prod limit solve'
  ).split(' '),
);

/** `θ₁`, `\theta_{1}`, `theta_1` → `theta_1`. */
export function canonicalName(raw: string): string {
  const plain = raw.trim().replace(/[\\{}]/g, '');
  const spelled = Array.from(plain.normalize('NFKC'), (letter) => GREEK.get(letter) ?? letter).join('');
  return VARIANTS.has(spelled) ? (GREEK.get(VARIANTS.get(spelled) ?? '') ?? spelled) : spelled;
}

/** The names that one problem knows. Look-ups go through a Map only: no name of Object.prototype is special. */
export class Vocabulary {
  readonly variables: readonly string[];
  private readonly symbols = new Map<string, KnownName>();
  private readonly longest: number;

  constructor(declarations: Declarations) {
    const requested = new Set(declarations.functions ?? []);
    for (const [spelling, name] of SPELLINGS) {
      if (!ON_REQUEST.has(name) || requested.has(name) || requested.has(spelling)) {
        this.symbols.set(spelling, { kind: 'function', name });
      }
    }
    for (const [spelling, name] of CONSTANTS) this.symbols.set(spelling, { kind: 'constant', name });
    for (const name of requested) {
      if (!SPELLINGS.has(name.toLowerCase())) this.symbols.set(name, { kind: 'opaque', name });
    }
    this.variables = declarations.variables.map(canonicalName);
    // A name's own spelling wins over what else it could be written as: x1 and x_1 may both be declared.
    for (const name of this.variables.toReversed()) {
      for (const spelling of spellingsOf(name)) this.symbols.set(spelling, { kind: 'variable', name });
    }
    for (const name of this.variables) this.symbols.set(name, { kind: 'variable', name });
    this.longest = Math.max(...[...this.symbols.keys()].map((spelling) => spelling.length));
  }

  /** The meaning of one whole spelling; function names are known in any case (`Sin`, `COS`). */
  find(spelling: string): KnownName | undefined {
    const exact = this.symbols.get(spelling);
    if (exact) return exact;
    const lower = this.symbols.get(spelling.toLowerCase());
    return lower?.kind === 'function' && spelling.length > 1 ? lower : undefined;
  }

  isReserved(word: string): boolean {
    return RESERVED.has(word.toLowerCase()) && !this.symbols.has(word);
  }

  /** The longest spelling known, to bound searches. */
  get longestSpelling(): number {
    return this.longest;
  }

  /** Declared names that a mistyped one may have meant. */
  nearest(word: string): string | undefined {
    const plain = canonicalName(word).toLowerCase();
    return this.variables.find((name) => name.toLowerCase() === plain);
  }
}

function spellingsOf(name: string): readonly string[] {
  const letters = /^[A-Za-z]+/.exec(name)?.[0] ?? '';
  const greek = GREEK_COMMANDS.get(letters);
  const forms = greek === undefined ? [name] : [name, greek + name.slice(letters.length)];
  return forms.flatMap((form) => [
    form,
    form.replaceAll('_', ''),
    form.replace(/^([^0-9_]+)([0-9]+)$/, '$1_$2'),
  ]);
}
