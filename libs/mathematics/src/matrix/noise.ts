/** What programs print around a matrix: prompts, headers, borders. All of it is blanked, so that nothing moves. */
import { type NormalText } from '../characters';
import { blank } from './slices';

const NOISE: readonly RegExp[] = [
  /^[ \t]*>>>.*(?=\n\s*\S)/gm,
  // A prompt before a name alone, then a prompt before anything.
  /^[ \t]*(?:>>?|julia>|octave:[0-9]+>|sage:)[ \t]*[A-Za-z]\w*[ \t]*;?[ \t]*$/gm,
  /^[ \t]*(?:>>(?!>)|julia>|octave:[0-9]+>|sage:)/gm,
  /^[ \t]*In ?\[[0-9]*\]:.*$/gm,
  /^[ \t]*Out ?\[[0-9]*\][:=]=?/gm,
  /^[ \t]*(?:ans|[A-Za-z]\w*)[ \t]*=[ \t]*$/gm,
  /^[ \t]*[0-9]+[ \t]*[x*][ \t]*[0-9]+.*(?:Matrix|Array|matrix|array).*:[ \t]*$/gm,
  /^[ \t]*[Rr]ow ?[0-9]+ ?[:=]/gm,
  // R's and Markdown's headers.
  /^(?:[ \t]*\[,[0-9]+\])+[ \t]*$/gm,
  /^[ \t]*\[[0-9]+,\]/gm,
  /^[ \t]*\|?[ \t:|-]*---[ \t:|-]*\|?[ \t]*$/gm,
  /^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$/gm,
  /[⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠│┌┐└┘─]/g,
  /\.\.\.[ \t]*\n/g,
  /\/\/[ \t]*MatrixForm/g,
  /<tf\.Tensor:[^\n]*numpy=/g,
  /\\(?:begin|end)\{(?:equation|displaymath|align|aligned|gather)\*?\}/g,
  // Declarations: `const C =`, `int C[3][3] =`.
  /^\s*(?:const|let|var|int|double|float|auto)\s+(?=[A-Za-z])/g,
  /\[[0-9]{0,3}\]\s*(?:\[[0-9]{0,3}\]\s*)?(?==)/g,
];
/** np.matrix("1 2; 3 4") */
const QUOTED = /((?:matrix|mat)\s*\(\s*)(["'])([^"']*)\2/;

export function withoutNoise(source: NormalText): NormalText {
  const clean = NOISE.reduce(blank, source);
  const text = clean.text
    .replace(QUOTED, (_, call: string, __, inside: string) => `${call} ${inside} `)
    .replace(/(?<=\)\s*)>\s*$/, (found) => ' '.repeat(found.length));
  return { text, at: clean.at };
}
