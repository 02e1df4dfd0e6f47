import { StreamableFile } from '@nestjs/common';

/** Bytes to be saved, never shown: a student's file must not run as a page of this site. */
export function attachment(name: string, bytes: Uint8Array): StreamableFile {
  const ascii = name.replace(/[^\w.-]/g, '_');
  return new StreamableFile(bytes, {
    type: 'application/octet-stream',
    disposition: `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    length: bytes.length,
  });
}
