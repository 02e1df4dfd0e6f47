import {
  type CommentOnLine,
  type MarkSubmission,
  nextReviewAnswerSchema,
  type Review,
  type ReviewProgress,
  reviewProgressSchema,
  type ReviewQueueView,
  reviewQueueSchema,
  reviewSchema,
  type ReviewState,
  type RewordComment,
  type Rubric,
  rubricSchema,
  type SavedComment,
  savedCommentSchema,
  type SaveRubric,
} from '#libs/contracts';
import { z } from 'zod';
import { apiPath, fetchJson, fetchNothing } from './client';
import type { ProblemKey } from './endpoints';

const savedComments = z.array(savedCommentSchema);

const problemPath = ({ course, assignment, problem }: ProblemKey, last: string): string =>
  apiPath('courses', course, 'assignments', assignment, 'problems', problem, last);

export const getRubric = (key: ProblemKey, signal: AbortSignal): Promise<Rubric> =>
  fetchJson(rubricSchema, problemPath(key, 'rubric'), { signal });

export const saveRubric = (key: ProblemKey, json: SaveRubric): Promise<Rubric> =>
  fetchJson(rubricSchema, problemPath(key, 'rubric'), { method: 'POST', json });

export const getSavedComments = (key: ProblemKey, signal: AbortSignal): Promise<SavedComment[]> =>
  fetchJson(savedComments, problemPath(key, 'saved-comments'), { signal });

export const saveComment = (key: ProblemKey, text: string): Promise<SavedComment[]> =>
  fetchJson(savedComments, problemPath(key, 'saved-comments'), { method: 'POST', json: { text } });

export const removeSavedComment = (id: string): Promise<void> =>
  fetchNothing(apiPath('saved-comments', id), { method: 'DELETE' });

export const markSubmission = (id: string, json: MarkSubmission): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('submissions', id, 'marks'), { method: 'POST', json });

export const commentOnLine = (id: string, json: CommentOnLine): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('submissions', id, 'comments'), { method: 'POST', json });

export const rewordComment = (comment: string, json: RewordComment): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('comments', comment), { method: 'POST', json });

export const removeComment = (comment: string): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('comments', comment), { method: 'DELETE' });

export const claimSubmission = (id: string): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('submissions', id, 'claim'), { method: 'POST' });

export const releaseSubmission = (id: string): Promise<void> =>
  fetchNothing(apiPath('submissions', id, 'claim'), { method: 'DELETE' });

export const revealStudent = (id: string): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('submissions', id, 'reveal'), { method: 'POST' });

/** @param after the submission that the reader leaves */
export async function takeNextReview(key: ProblemKey, after: string | null): Promise<string | null> {
  const options = { method: 'POST', json: { after } } as const;
  return (await fetchJson(nextReviewAnswerSchema, problemPath(key, 'next-review'), options)).submission;
}

export const getReviewProgress = (course: string, signal: AbortSignal): Promise<ReviewProgress> =>
  fetchJson(reviewProgressSchema, apiPath('courses', course, 'review-progress'), { signal });

/** What of the queue is shown; null and false: all. */
export interface ReviewFilter {
  readonly assignment: string | null;
  readonly problem: string | null;
  readonly state: ReviewState | null;
  readonly mine: boolean;
}

export const getReviewQueue = (
  course: string,
  { assignment, problem, state, mine }: ReviewFilter,
  after: string | null,
  signal: AbortSignal,
): Promise<ReviewQueueView> => {
  const query = new URLSearchParams({
    ...(assignment !== null && { assignment }),
    ...(problem !== null && { problem }),
    ...(state !== null && { state }),
    ...(mine && { mine: 'true' }),
    ...(after !== null && { after }),
  });
  return fetchJson(reviewQueueSchema, `${apiPath('courses', course, 'review-queue')}?${query.toString()}`, {
    signal,
  });
};
