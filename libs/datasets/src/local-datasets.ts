import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Datasets, InfrastructureError } from '#libs/grader-sdk';
import { KNOWN_DATASETS, type KnownDataset } from './known-datasets';

const unpack = promisify(gunzip);
const DOWNLOAD_TIMEOUT_MS = 60_000;

export interface DatasetFolders {
  /** Where an administrator put data sets, one folder each (ASSAY_DATASETS). */
  readonly given: string | null;
  /** Where downloads are kept. */
  readonly cache: string;
}

/**
 * Finds a data set in the given folder, then in the cache, else downloads it from a public mirror. Every file is checked
 * against its published digest before it is used, wherever it came from.
 */
export class LocalDatasets extends Datasets {
  private readonly located = new Map<string, Promise<string>>();

  constructor(private readonly folders: DatasetFolders) {
    super();
  }

  locate(name: string): Promise<string> {
    const known = this.located.get(name);
    if (known) return known;
    const locating = this.find(name);
    this.located.set(name, locating);
    // A failure is not remembered: the data set may be put in place while the worker runs.
    locating.catch(() => this.located.delete(name));
    return locating;
  }

  private async find(name: string): Promise<string> {
    const dataset = KNOWN_DATASETS.find((each) => each.name === name);
    if (!dataset) throw new InfrastructureError(`there is no data set "${name}"`);
    const { given, cache } = this.folders;
    for (const folder of [...(given === null ? [] : [join(given, name)]), join(cache, name)]) {
      if (!(await isComplete(folder, dataset))) continue;
      await verify(folder, dataset);
      return folder;
    }
    return this.download(dataset, join(cache, name));
  }

  private async download(dataset: KnownDataset, folder: string): Promise<string> {
    try {
      await mkdir(folder, { recursive: true });
      for (const file of Object.keys(dataset.files)) {
        const partial = join(folder, `${file}.gz.partial`);
        await writeFile(partial, await fetchFile(dataset, file));
        await rename(partial, join(folder, `${file}.gz`));
      }
      return folder;
    } catch (error) {
      const given = this.folders.given ?? '<folder>';
      const mend = `Put ${Object.keys(dataset.files).join(', ')} (or each as .gz) into ${given}/${dataset.name} and set ASSAY_DATASETS=${given}, or let this machine reach ${dataset.mirrors[0] ?? 'a mirror'}.`;
      const reason = error instanceof Error ? error.message : String(error);
      throw new InfrastructureError(
        `the data set "${dataset.name}" is missing and can't be downloaded (${reason}). ${mend}`,
        mend,
        {
          cause: error,
        },
      );
    }
  }
}

/** The packed file from the first mirror that gives the published contents. */
async function fetchFile({ mirrors, files }: KnownDataset, file: string): Promise<Uint8Array> {
  let problem: unknown = new Error('there is no mirror');
  for (const mirror of mirrors) {
    try {
      const response = await fetch(`${mirror}${file}.gz`, {
        signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`${mirror} answered ${String(response.status)}`);
      const packed = new Uint8Array(await response.arrayBuffer());
      if (sha256(await unpack(packed)) === files[file]) return packed;
      throw new Error(`${mirror} gave another file than the published ${file}`);
    } catch (error) {
      problem = error instanceof TypeError && error.cause ? error.cause : error;
    }
  }
  throw problem;
}

async function isComplete(folder: string, { files }: KnownDataset): Promise<boolean> {
  const there = await Promise.all(Object.keys(files).map((file) => pathOf(folder, file)));
  return there.every((path) => path !== null);
}

async function verify(folder: string, { name, files }: KnownDataset): Promise<void> {
  for (const [file, digest] of Object.entries(files)) {
    const path = await pathOf(folder, file);
    const bytes = path === null ? new Uint8Array() : await readFile(path);
    if (sha256(path?.endsWith('.gz') === true ? await unpack(bytes) : bytes) !== digest) {
      const mend = `Replace ${folder}/${file} by the published file.`;
      throw new InfrastructureError(
        `${folder}/${file} is not the published file of the data set "${name}". ${mend}`,
        mend,
      );
    }
  }
}

async function pathOf(folder: string, file: string): Promise<string | null> {
  for (const path of [join(folder, file), join(folder, `${file}.gz`)]) {
    try {
      await access(path);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
