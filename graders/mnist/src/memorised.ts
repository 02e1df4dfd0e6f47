/**
 * Signs that a program brought its answers along. The test set is public, so a hundred hard images or a small network
 * fit into a few kilobytes of source; no run on training data can rule that out. These signs are for a person to weigh.
 */
import { type Evaluation, type LabelledImages } from '#libs/numeric';
import { HARD_IMAGES } from './hard-images';
import { compressedSize } from './rules';

export interface Sign {
  readonly what: string;
  readonly value: string;
  readonly usual: string;
  readonly suspicious: boolean;
}

/** Honest networks miss 79 to 100 % of the hard images; one that was given them missed none. */
const MIN_HARD_MISSED = 0.6;
/** Above this error a network misses the hard images by being bad at all of them. */
const GOOD_ERROR = 0.05;
/** Programs compress by 1.87 to 2.21; text with packed images or weights in it by less than 1.3. */
const MIN_COMPRESSION = 1.6;
/** Short programs compress badly by themselves. */
const MIN_JUDGED_BYTES = 2048;

export function signsOfMemory(
  source: Uint8Array,
  { predictions, errors }: Evaluation,
  images: LabelledImages,
): Sign[] {
  const missed = HARD_IMAGES.filter((n) => predictions[n] !== images.labels[n]).length;
  const share = missed / HARD_IMAGES.length;
  const compressed = compressedSize(source);
  const ratio = source.length / compressed;
  return [
    {
      what: 'hard test images that are misread',
      value: `${missed} of ${HARD_IMAGES.length}`,
      usual: 'more than 60 %',
      suspicious: errors / images.count < GOOD_ERROR && share < MIN_HARD_MISSED,
    },
    {
      what: 'compression of train.py',
      value: `${source.length} to ${compressed} bytes (${ratio.toFixed(2)})`,
      usual: `more than ${MIN_COMPRESSION}`,
      suspicious: compressed > MIN_JUDGED_BYTES && ratio < MIN_COMPRESSION,
    },
  ];
}

const NOT_PROVEN_OF_GRADIENTS = [
  'Correct gradients by hand and by automatic differentiation are the same numbers. That none was used rests on the patched PyTorch and on reading the program.',
  'Native attacks on memory from inside the process are made expensive, not impossible.',
];
const NOT_PROVEN_OF_WEIGHTS = [
  'What is audited during training can be shown by a program that trains otherwise; strict mode closes this.',
  'A program can carry a little of the public test set; strict mode closes this too.',
];

/** Said to staff with every result: what no sign and no guard shows. */
export function notProven(mode: 'free' | 'strict'): string {
  const weights =
    mode === 'free'
      ? NOT_PROVEN_OF_WEIGHTS
      : [
          'The weights are the platform’s own, trained by CONFIG: none that were brought along are among them.',
        ];
  return [...NOT_PROVEN_OF_GRADIENTS, ...weights].join('\n');
}
