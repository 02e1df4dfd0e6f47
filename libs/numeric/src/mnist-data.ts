import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFormatError, type IdxArray, parseIdx, readVerified } from './idx';

/** Labelled images of handwritten digits: `pixels` holds count × 784 bytes (0 black … 255 white), `labels` 0…9. */
export interface LabelledImages {
  readonly count: number;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

export type MnistPart = 'train' | 't10k';

export const PIXELS = 784;
export const CLASSES = 10;

/** SHA-256 of the unpacked files; the packed ones differ from mirror to mirror. */
const DIGESTS = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
} as const;

/**
 * Reads one part of MNIST from a folder that holds the IDX files, packed (`.gz`) or not.
 * @throws DataFormatError when a file is missing, damaged or not the MNIST that every paper means.
 */
export function readMnist(folder: string, part: MnistPart): Promise<LabelledImages> {
  const key = join(folder, part);
  const known = read.get(key);
  if (known) return known;
  const images = readVerifiedMnist(folder, part);
  read.set(key, images);
  void images.catch(() => read.delete(key));
  return images;
}

/** What was read and verified once, 55 MB of it, is kept: every grading needs it, and it never changes. */
const read = new Map<string, Promise<LabelledImages>>();

async function readVerifiedMnist(folder: string, part: MnistPart): Promise<LabelledImages> {
  const images = await readPart(folder, `${part}-images-idx3-ubyte`);
  const labels = await readPart(folder, `${part}-labels-idx1-ubyte`);
  const count = labels.data.length;
  if (images.data.length !== count * PIXELS) throw new DataFormatError('as many labels as images expected');
  return { count, pixels: images.data, labels: labels.data };
}

async function readPart(folder: string, name: keyof typeof DIGESTS): Promise<IdxArray> {
  for (const file of [name, `${name}.gz`]) {
    const path = join(folder, file);
    if (await exists(path)) return parseIdx(await readVerified(path, DIGESTS[name]));
  }
  throw new DataFormatError(`${folder} holds neither ${name} nor ${name}.gz`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
