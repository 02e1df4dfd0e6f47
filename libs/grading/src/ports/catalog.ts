import type { AssignmentVersionView } from '#libs/contracts';
import type { Pack } from '../packs/pack';
import type { Author } from './audit-log';

/** A published, immutable version of an assignment. */
export interface AssignmentVersion {
  readonly id: string;
  readonly course: { readonly id: string; readonly slug: string };
  readonly slug: string;
  readonly number: number;
  readonly pack: Pack;
}

/** The published assignments of all courses. */
export abstract class Catalog {
  /** `lateDays`: how many each student has; left as it is where it is not given. */
  abstract saveCourse(course: { slug: string; title: string; lateDays?: number }): Promise<void>;
  /**
   * Stores a pack as the assignment's next version; the version that is current already is left as it is. The author's reason
   * is the change log's message.
   * @param position in the course; null: where it is, or behind all others
   */
  abstract publish(
    courseSlug: string,
    slug: string,
    position: number | null,
    pack: Pack,
    now: Date,
    author: Author,
  ): Promise<{ number: number; isNew: boolean }>;
  /** The current versions of a course's assignments, in the course's order. */
  abstract currentAssignments(courseSlug: string): Promise<readonly AssignmentVersion[]>;
  abstract findCurrentAssignment(courseSlug: string, slug: string): Promise<AssignmentVersion | null>;
  /** @param current the version must be the assignment's newest, or have been until this instant */
  abstract findVersion(
    courseSlug: string,
    slug: string,
    number: number,
    current?: Date,
  ): Promise<AssignmentVersion | null>;
  abstract getVersion(versionId: string): Promise<AssignmentVersion>;
  /** The change log, newest first; only versions before this number. */
  abstract historyOf(
    courseSlug: string,
    slug: string,
    before: number | null,
    limit: number,
  ): Promise<readonly AssignmentVersionView[]>;
}
