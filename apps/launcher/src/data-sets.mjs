/** Data sets that problems need and that are too big to ship: found, or downloaded from a public mirror and checked. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { dataRoot, datasets } from './settings.mjs';

const TIMEOUT_MS = 120_000;

/**
 * Y. LeCun, C. Cortes, C. J. C. Burges: the MNIST database of handwritten digits. SHA-256 is of the unpacked files:
 * mirrors pack them differently.
 */
const MNIST = {
  name: 'mnist',
  /** Problems of this grader need it. */
  grader: 'mnist',
  mirrors: [
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
  ],
  files: {
    'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

const unzip = promisify(gunzip);

function isThere(folder, { files }) {
  return Object.keys(files).every(
    (file) => existsSync(join(folder, file)) || existsSync(join(folder, `${file}.gz`)),
  );
}

async function fetchFile({ mirrors, files }, file, signal) {
  let problem = new Error('no mirror');
  for (const mirror of mirrors) {
    try {
      const response = await fetch(`${mirror}${file}.gz`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      if (!response.ok) throw new Error(`${mirror} answered ${response.status}`);
      const packed = Buffer.from(await response.arrayBuffer());
      const digest = createHash('sha256')
        .update(await unzip(packed))
        .digest('hex');
      if (digest !== files[file]) throw new Error(`${mirror} gave another file than the published ${file}`);
      return packed;
    } catch (error) {
      problem = error.cause ?? error;
    }
  }
  throw problem;
}

async function download(set, folder, update, signal) {
  mkdirSync(folder, { recursive: true });
  for (const file of Object.keys(set.files)) {
    update(`downloading ${file}`);
    const path = join(folder, `${file}.gz`);
    writeFileSync(`${path}.part`, await fetchFile(set, file, signal));
    renameSync(`${path}.part`, path);
  }
}

/**
 * @param {(text: string) => void} update
 * @param {AbortSignal} signal
 * @returns {Promise<{ folder: string, missing: Map<string, string> }>} the value for ASSAY_DATASETS, and for each grader
 *   that lacks its data set what to do about it
 */
export async function findDataSets(update, signal) {
  const folder = datasets() ?? join(dataRoot, 'datasets');
  const missing = new Map();
  const own = join(folder, MNIST.name);
  if (isThere(own, MNIST)) return { folder, missing };
  if (!process.env.ASSAY_DATASETS) {
    try {
      await download(MNIST, own, update, signal);
      return { folder, missing };
    } catch (error) {
      update(`not downloaded: ${error.message}`);
    }
  }
  const files = Object.keys(MNIST.files).map((file) => `${file}.gz`);
  missing.set(
    MNIST.grader,
    `The data set MNIST is missing. Put ${files.join(', ')} into ${own}, or set ASSAY_DATASETS to the folder that has ` +
      'them in a folder mnist, and start again.',
  );
  return { folder, missing };
}
