import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { BlobEntity } from './entities/catalog.entities';

/** Stores contents once by their hash; answers the hash. */
export async function saveBlob(manager: EntityManager, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await manager
    .createQueryBuilder()
    .insert()
    .into(BlobEntity)
    .values({ sha256, bytes: Buffer.from(bytes) })
    .orIgnore()
    .execute();
  return sha256;
}
