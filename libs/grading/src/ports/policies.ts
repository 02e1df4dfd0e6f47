import type { ExtensionTarget, ExtensionView } from '#libs/contracts';
import type { Extension } from '#libs/domain';
import type { Author } from './audit-log';

/** What decides, besides the assignments themselves, what is due for whom and what may be seen. */
export interface PolicyFacts {
  /** Late days that each student has for the whole course. */
  readonly lateDays: number;
  /** Assignments whose grades staff released. */
  readonly releases: readonly { readonly assignment: string; readonly at: Date }[];
  /** Those that hold, one for each student whom they reach; `assignment` null: all of them. */
  readonly extensions: readonly (Extension & {
    readonly studentId: string;
    readonly assignment: string | null;
  })[];
  /** When each author's newest work for an assignment came in, of that which waits, runs or is graded. */
  readonly taken: readonly { readonly studentId: string; readonly assignment: string; readonly at: Date }[];
}

export interface PolicyAuthor extends Author {
  readonly id: string;
  readonly courseId: string;
}

export interface NewExtension extends Extension {
  readonly id: string;
  readonly target: ExtensionTarget;
  readonly assignment: string | null;
}

/** Extensions, late days and released grades. Who decides what, and why, is in the audit log. */
export abstract class Policies {
  /** @param studentIds null: all members */
  abstract factsOf(courseSlug: string, studentIds: readonly string[] | null): Promise<PolicyFacts>;
  abstract grant(extension: NewExtension, by: PolicyAuthor, now: Date): Promise<void>;
  abstract findExtension(courseSlug: string, id: string): Promise<ExtensionView | null>;
  /** Answers false where it holds no more. */
  abstract revoke(id: string, by: PolicyAuthor, now: Date): Promise<boolean>;
  /** Those that hold, newest first; `after` is the id of the last one seen. */
  abstract extensionsOf(
    courseSlug: string,
    after: string | null,
    limit: number,
  ): Promise<readonly ExtensionView[]>;
  /** Answers false where it is so already. */
  abstract setReleased(
    assignment: string,
    isReleased: boolean,
    by: PolicyAuthor,
    now: Date,
  ): Promise<boolean>;
}
