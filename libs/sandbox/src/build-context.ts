import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxImage } from '#libs/grader-sdk';

/** What an image is built from: paths relative to the images' folder, and a digest of their contents. */
export interface BuildContext {
  readonly files: readonly string[];
  readonly digest: string;
}

/**
 * The image's own folder and the supervisor. @param variant goes into the digest: what else decides how the image is built.
 * @throws Error if the folder isn't there.
 */
export function readBuildContext(
  imagesDirectory: string,
  image: SandboxImage,
  variant: string,
): BuildContext {
  const files = ['supervisor', image].flatMap((folder) => listFiles(imagesDirectory, folder)).sort();
  const hash = createHash('sha256').update(variant);
  for (const file of files) {
    const path = join(imagesDirectory, file);
    const content = readFileSync(path);
    hash
      .update(`${file}\0${String(statSync(path).mode & 0o111)}\0${String(content.length)}\0`)
      .update(content);
  }
  return { files, digest: hash.digest('hex') };
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === '__pycache__' ? [] : listFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}
