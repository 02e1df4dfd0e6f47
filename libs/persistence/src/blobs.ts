import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { BlobEntity } from './entities/catalog.entities';

/** Stores contents once by their hash; answers the hash. */
export async function saveBlob(manager: EntityManager, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  for (;;) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(BlobEntity)
      .values({ sha256, bytes: Buffer.from(bytes) })
      .orIgnore()
      .execute();
    // Held until the transaction refers to it: else a sweep of what nothing refers to might take it before.
    const held = await manager.query<unknown[]>('SELECT 1 FROM blobs WHERE sha256 = $1 FOR KEY SHARE', [
      sha256,
    ]);
    if (held.length > 0) return sha256;
  }
}
