import type { Role } from '#libs/domain';
import type { User } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { ReviewQueue } from './ports/review-queue';

interface Work {
  readonly id: string;
  readonly versionId: string;
  readonly student: { readonly id: string; readonly name: string };
}

/**
 * Takes the names off work that the reader reviews blind: assistants, where the assignment says so, until they asked for a
 * name, which is logged. Instructors answer for the course and see all.
 */
export class BlindReview {
  constructor(
    private readonly catalog: Catalog,
    private readonly queue: ReviewQueue,
  ) {}

  /** The submissions whose student the reader may not know. */
  async hiddenFrom(reader: User, role: Role, works: readonly Work[]): Promise<ReadonlySet<string>> {
    if (role !== 'assistant') return new Set();
    const blind: string[] = [];
    for (const { id, versionId, student } of works) {
      const { manifest } = (await this.catalog.getVersion(versionId)).pack;
      if (manifest.blindReview && student.id !== reader.id) blind.push(id);
    }
    if (blind.length === 0) return new Set();
    const revealed = await this.queue.revealedTo(reader.id, blind);
    return new Set(blind.filter((id) => !revealed.has(id)));
  }

  async isHiddenFrom(reader: User, role: Role, work: Work): Promise<boolean> {
    return (await this.hiddenFrom(reader, role, [work])).has(work.id);
  }
}
