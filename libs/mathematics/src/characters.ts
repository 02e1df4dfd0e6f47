/**
 * The first pass over a student's text: one spelling per meaning, and every character's place in the original.
 *
 * Order matters. Limits come first, so that nothing costs time before it. Superscripts, vulgar fractions and root
 * signs are rewritten before compatibility folding (Unicode NFKC, UAX #15) would turn y² into y2 and ½ into 1⁄2.
 * Bidirectional controls can make a text look like another one (CVE-2021-42574) and letters of other scripts can
 * look like Latin ones (UTS #39); both are refused with their position, never guessed.
 */
import { LIMITS } from './limits';
import { ReadingError } from './reading-error';

export interface NormalText {
  readonly text: string;
  /** at[i]: where character i of `text` stands in the original; one more entry for the end. */
  readonly at: readonly number[];
}

const SUPERSCRIPTS: ReadonlyMap<string, string> = new Map([
  ...Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹').map((digit, value): [string, string] => [digit, String(value)]),
  ['⁺', '+'],
  ['⁻', '-'],
  ['⁽', '('],
  ['⁾', ')'],
  ['ⁿ', 'n'],
  ['ⁱ', 'i'],
  ['ˣ', 'x'],
  ['ʸ', 'y'],
  ['ᵗ', 't'],
  ['ᵀ', 'T'],
  ['ᶿ', 'θ'],
  ['ᵃ', 'a'],
  ['ᵇ', 'b'],
  ['ᵏ', 'k'],
  ['ᵐ', 'm'],
  ['ᐟ', '/'],
]);

const SUBSCRIPTS: ReadonlyMap<string, string> = new Map([
  ...Array.from('₀₁₂₃₄₅₆₇₈₉').map((digit, value): [string, string] => [digit, String(value)]),
  ...Array.from('ᵢⱼₖₗₘₙ').map((letter, index): [string, string] => [letter, 'ijklmn'.charAt(index)]),
]);

const VULGAR: ReadonlyMap<string, string> = new Map(
  '½ 1/2 ⅓ 1/3 ⅔ 2/3 ¼ 1/4 ¾ 3/4 ⅕ 1/5 ⅖ 2/5 ⅗ 3/5 ⅘ 4/5 ⅙ 1/6 ⅚ 5/6 ⅛ 1/8 ⅜ 3/8 ⅝ 5/8 ⅞ 7/8 ⅐ 1/7 ⅑ 1/9 ⅒ 1/10'
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(' ') as [string, string]) ?? [],
);

const SAME_MEANING: ReadonlyMap<string, string> = new Map([
  ...Array.from('−–—‒―﹣⁃➖').map((dash): [string, string] => [dash, '-']),
  ...Array.from('×·⋅∙•∗✕✖⨯⁎※').map((times): [string, string] => [times, '*']),
  ['\u2062', '*'],
  ['\u2064', '+'],
  ['➕', '+'],
  ...Array.from('÷∕⁄➗').map((over): [string, string] => [over, '/']),
  ...Array.from('’‘′ʹ´').map((prime): [string, string] => [prime, "'"]),
  ...Array.from('∣❘｜ǀ').map((bar): [string, string] => [bar, '|']),
  ['≔', ':='],
  ['ˆ', '^'],
  ['＾', '^'],
  ['〖', '('],
  ['〗', ')'],
  ['、', ','],
  ['。', '.'],
  ['µ', 'μ'],
  ['Ω', 'Ω'],
  ['∆', 'Δ'],
]);

/** Zero-width and invisible characters that change nothing. */
const INVISIBLE = /\u00ad|\u180e|[\u200b-\u200d]|[\u2060\u2061\u2063]|[\ufe0e\ufe0f]|\ufeff/;
const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
// Compared by code: control characters in a pattern are hard to read and to review.
const isControl = (code: number): boolean =>
  (code < 32 && ![9, 10, 13].includes(code)) || (code >= 127 && code < 160);

const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  (
    'а a,е e,о o,р p,с c,у y,х x,ѕ s,і i,ј j,һ h,ԁ d,ԛ q,ԝ w,к k,т t,п n,г r,А A,В B,Е E,К K,М M,Н H,О O,Р P,С C,Т T,' +
    'У Y,Х X,Ѕ S,І I,Ј J,Ѳ θ,ѳ θ,ο o,Α A,Β B,Ε E,Ζ Z,Η H,Ι I,Κ K,Μ M,Ν N,Ο O,Ρ P,Τ T,Υ Y,Χ X,ɑ a,ɡ g,ո n,օ o,ս u,ꓬ Y,ϴ Θ,ɵ θ,ⲑ θ'
  )
    .split(',')
    .map((pair): [string, string] => [pair.charAt(0), pair.slice(2)]),
);

/** @throws ReadingError for texts over the limit and for characters that must not be there. */
export function normalize(original: string, limit: number = LIMITS.characters): NormalText {
  if (original.length > limit) {
    throw new ReadingError(
      'answer.too-long',
      `The answer has ${String(original.length)} characters; at most ${String(limit)} are read`,
      limit,
      'Simplify it, or check that nothing else was pasted along.',
    );
  }
  const writer = new Writer();
  let position = 0;
  let raised = false;
  for (const character of original) {
    const superscript = SUPERSCRIPTS.get(character);
    if (raised && superscript === undefined) writer.write(')', position);
    if (superscript !== undefined && !raised) writer.write('^(', position);
    raised = superscript !== undefined;
    if (superscript === undefined) writeCharacter(writer, character, position);
    else writer.write(superscript, position);
    position += character.length;
  }
  if (raised) writer.write(')', position);
  return writer.finish(original.length);
}

function writeCharacter(writer: Writer, character: string, position: number): void {
  refuseForbidden(character, position);
  if (INVISIBLE.test(character)) return;
  const vulgar = VULGAR.get(character);
  if (vulgar !== undefined) {
    writer.writeFraction(vulgar, position);
    return;
  }
  const subscript = SUBSCRIPTS.get(character);
  if (subscript !== undefined) {
    writer.writeSubscript(subscript, position);
    return;
  }
  const same = SAME_MEANING.get(character);
  if (same !== undefined) {
    writer.write(same, position);
    return;
  }
  refuseLookAlike(character, position);
  for (const folded of character.normalize('NFKC')) {
    refuseLookAlike(folded, position);
    writer.write(SAME_MEANING.get(folded) ?? folded, position);
  }
}

function refuseForbidden(character: string, position: number): void {
  const code = character.codePointAt(0) ?? 0;
  if (isControl(code) || BIDIRECTIONAL.test(character) || (code >= 0xd800 && code <= 0xdfff)) {
    throw new ReadingError(
      'answer.forbidden-character',
      `There is an invisible control character (U+${code.toString(16).toUpperCase().padStart(4, '0')})`,
      position,
      'Type the answer by hand; copied text sometimes carries such characters.',
    );
  }
}

function refuseLookAlike(character: string, position: number): void {
  const latin = LOOK_ALIKES.get(character);
  if (latin === undefined) return;
  throw new ReadingError(
    'answer.look-alike',
    `The character “${character}” looks like “${latin}” but is a letter of another alphabet`,
    position,
    `Type “${latin}” on your keyboard instead.`,
  );
}

const LONGEST_BLANK = 30;

class Writer {
  private text = '';
  private readonly at: number[] = [];

  write(text: string, position: number): void {
    if (this.isNeedlessSpace(text)) return;
    this.text += text;
    for (let index = 0; index < text.length; index++) this.at.push(position);
  }

  /** Long blanks mean no more than short ones, and would cost patterns that look for them their linear time. */
  private isNeedlessSpace(text: string): boolean {
    this.blanks = /^\s$/.test(text) ? this.blanks + 1 : 0;
    return this.blanks > LONGEST_BLANK;
  }

  private blanks = 0;

  /** After a digit a vulgar fraction makes a mixed number: 2½ is 2 + 1/2. */
  writeFraction(fraction: string, position: number): void {
    const whole = /[0-9]+$/.exec(this.text);
    if (!whole) {
      this.write(`(${fraction})`, position);
      return;
    }
    const places = this.at.splice(whole.index);
    this.text = this.text.slice(0, whole.index);
    this.write('(', places[0] ?? position);
    this.text += whole[0];
    this.at.push(...places);
    this.write(`+${fraction})`, position);
  }

  /** x₁₂ is x_12. */
  writeSubscript(subscript: string, position: number): void {
    const inside = /_[0-9a-z]*$/.test(this.text) && this.lastIsSubscript;
    this.write(inside ? subscript : `_${subscript}`, position);
    this.subscriptEnd = this.text.length;
  }

  private subscriptEnd = -1;

  private get lastIsSubscript(): boolean {
    return this.subscriptEnd === this.text.length;
  }

  finish(end: number): NormalText {
    return { text: this.text, at: [...this.at, end] };
  }
}
