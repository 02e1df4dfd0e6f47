import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { graders } from '#graders';
import { packSchemas } from '#libs/grading';
import { EXIT, type ExitStatus } from '../exit';

/** `assay schema <folder>`: the JSON Schemas of a pack's YAML files, one file each. */
export async function schema(folder: string): Promise<ExitStatus> {
  await mkdir(resolve(folder), { recursive: true });
  for (const [name, document] of packSchemas(graders)) {
    const path = join(resolve(folder), name);
    await writeFile(path, `${JSON.stringify(document, null, 2)}\n`);
    console.log(path);
  }
  return EXIT.ok;
}
