import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { courseManifestSchema, type CourseManifest } from '#libs/contracts';
import { parseManifest } from './manifest-text';
import { Pack } from './pack';
import { PackError } from './pack-error';

const MAX_FILES = 5_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a pack from a folder of this machine. @throws PackError */
export async function readPackFolder(folder: string): Promise<Pack> {
  return Pack.fromFiles(await readFiles(folder));
}

/** Reads `course.yaml` of a course folder, which holds one pack per assignment. @throws PackError */
export async function readCourseFolder(folder: string): Promise<CourseManifest> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, 'course.yaml'));
  } catch (error) {
    throw new PackError(`${folder} has no course.yaml`, { cause: error });
  }
  return parseManifest(new Map([['course.yaml', bytes]]), 'course.yaml', courseManifestSchema);
}

/** Regular files only: a pack with links, sockets or devices is refused, so that reading one never leaves its folder. */
async function readFiles(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  const walk = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) await walk(inner);
      else if (entry.isFile()) {
        const content = await readFile(join(folder, inner));
        bytes += content.length;
        files.set(inner, content);
      } else throw new PackError(`${inner}: a pack may hold files and folders only`);
      if (files.size > MAX_FILES || bytes > MAX_BYTES) {
        throw new PackError(
          `the pack is too large (at most ${String(MAX_FILES)} files, ${String(MAX_BYTES)} bytes)`,
        );
      }
    }
  };
  try {
    await walk('');
  } catch (error) {
    if (error instanceof PackError) throw error;
    throw new PackError(
      `${folder} can't be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
  return files;
}
