import { randomUUID } from 'node:crypto';
import type { CommentOnLine, RewordComment, SavedComment, SaveComment } from '#libs/contracts';
import { authoriseReviewer, authoriseStaff, notFound, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { LineComments } from './ports/line-comments';
import type { ProblemPlace } from './ports/rubrics';
import type { Submissions } from './ports/submissions';
import { hasProblem } from './problem-place';
import { accept, refuse, type Result } from './result';

const SAVED_SHOWN = 50;

const CHANGED = refuse(
  'conflict',
  'comment.changed-meanwhile',
  'This comment was changed or taken away meanwhile. Read what it says now, then decide again.',
);

/** Staff write beside the lines of submitted files, and keep what they write often. */
export class CommentOnWork {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly submissions: Submissions,
    private readonly comments: LineComments,
    private readonly clock: Clock,
  ) {}

  async add(actor: Actor, submissionId: string, comment: CommentOnLine): Promise<Result<null>> {
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, submissionId);
    if (!reviewer.ok) return reviewer;
    const { file, line, text, saved } = comment;
    if (!(await this.hasLine(submissionId, file, line))) {
      return refuse('invalid', 'comment.no-such-line', `The work has no line ${String(line)} of that file.`);
    }
    if (saved !== null && (await this.comments.findSaved(saved)) === null) return notFound();
    const authorId = reviewer.value.user.id;
    const added = { id: randomUUID(), submissionId, file, line, text, authorId, savedId: saved };
    await this.comments.add(added, this.clock.now());
    return accept(null);
  }

  async reword(
    actor: Actor,
    id: string,
    { seenRevision, text }: RewordComment,
  ): Promise<Result<{ submission: string }>> {
    const own = await this.authoriseAuthor(actor, id);
    if (!own.ok) return own;
    const done = await this.comments.change(id, seenRevision, text, this.clock.now());
    return done ? own : CHANGED;
  }

  /** What it said stays in the database, for who asks why. */
  async remove(actor: Actor, id: string): Promise<Result<{ submission: string }>> {
    const own = await this.authoriseAuthor(actor, id);
    if (!own.ok) return own;
    const done = await this.comments.change(id, null, null, this.clock.now());
    return done ? own : CHANGED;
  }

  async saved(actor: Actor, place: ProblemPlace): Promise<Result<SavedComment[]>> {
    const staff = await authoriseStaff(this.accounts, actor, place.course);
    if (!staff.ok) return staff;
    if (!(await hasProblem(this.catalog, place))) return notFound();
    return accept([...(await this.comments.savedFor(place, SAVED_SHOWN))]);
  }

  async save(actor: Actor, place: ProblemPlace, { text }: SaveComment): Promise<Result<SavedComment[]>> {
    const staff = await authoriseStaff(this.accounts, actor, place.course);
    if (!staff.ok) return staff;
    if (!(await hasProblem(this.catalog, place))) return notFound();
    const comment = { id: randomUUID(), text, authorId: staff.value.user.id };
    await this.comments.save(place, comment, this.clock.now());
    return accept([...(await this.comments.savedFor(place, SAVED_SHOWN))]);
  }

  /** Any of the staff may tidy up. Students don't learn that it is there. */
  async removeSaved(actor: Actor, id: string): Promise<Result<null>> {
    const place = await this.comments.findSaved(id);
    const staff = await authoriseStaff(this.accounts, actor, place?.course ?? '');
    if (!staff.ok) return staff.refusal.reason === 'forbidden' ? notFound() : staff;
    await this.comments.removeSaved(id, this.clock.now());
    return accept(null);
  }

  private async authoriseAuthor(actor: Actor, id: string): Promise<Result<{ submission: string }>> {
    const comment = await this.comments.find(id);
    const submission = comment?.submissionId ?? id;
    const reviewer = await authoriseReviewer(this.accounts, this.submissions, actor, submission);
    // Students don't learn which comments there are before the review is finished.
    if (!reviewer.ok) return reviewer.refusal.reason === 'forbidden' ? notFound() : reviewer;
    if (!comment) return notFound();
    if (comment.authorId === reviewer.value.user.id) return accept({ submission });
    return refuse('forbidden', 'comment.own-only', 'Only who wrote a comment can change it.');
  }

  private async hasLine(submissionId: string, file: string, line: number): Promise<boolean> {
    const { files, answers } = await this.submissions.contentOf(submissionId);
    const bytes = files.get(file);
    const text = bytes ? new TextDecoder().decode(bytes) : answers.get(file.replace(/\.txt$/, ''));
    return text !== undefined && line <= text.split('\n').length;
  }
}
