import type { LineComment, SavedComment } from '#libs/contracts';
import type { ProblemPlace } from './rubrics';

export interface NewLineComment {
  readonly id: string;
  readonly submissionId: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly authorId: string;
  /** The saved comment that it was made of. */
  readonly savedId: string | null;
}

export interface NewSavedComment {
  readonly id: string;
  readonly text: string;
  readonly authorId: string;
}

/** Comments on lines of submitted files, and those kept to be used again. A change is a next revision; nothing is erased. */
export abstract class LineComments {
  /** In the order of files and lines, without those that were taken away. */
  abstract findOf(submissionId: string, readerId: string): Promise<readonly LineComment[]>;
  abstract find(id: string): Promise<{ readonly submissionId: string; readonly authorId: string } | null>;
  abstract add(comment: NewLineComment, now: Date): Promise<void>;
  /**
   * A null text takes it away. Answers false, and writes nothing, when it is not there any more or has another revision
   * than the one that was seen (null: any).
   */
  abstract change(id: string, seenRevision: number | null, text: string | null, now: Date): Promise<boolean>;
  /** Most used first. */
  abstract savedFor(place: ProblemPlace, limit: number): Promise<readonly SavedComment[]>;
  abstract findSaved(id: string): Promise<ProblemPlace | null>;
  abstract save(place: ProblemPlace, comment: NewSavedComment, now: Date): Promise<void>;
  /** Comments that were made of it stay as they are. */
  abstract removeSaved(id: string, now: Date): Promise<void>;
}
