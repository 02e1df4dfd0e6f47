import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ProblemKey } from './endpoints';
import * as api from './review-endpoints';

/** Cache keys of what reviewers see. */
export const reviewQueries = {
  rubric: (key: ProblemKey) =>
    queryOptions({
      queryKey: ['rubric', key.course, key.assignment, key.problem],
      queryFn: ({ signal }) => api.getRubric(key, signal),
    }),
  savedComments: (key: ProblemKey) =>
    queryOptions({
      queryKey: ['saved-comments', key.course, key.assignment, key.problem],
      queryFn: ({ signal }) => api.getSavedComments(key, signal),
    }),
  progress: (course: string) =>
    queryOptions({
      queryKey: ['review-progress', course],
      queryFn: ({ signal }) => api.getReviewProgress(course, signal),
      staleTime: 0,
    }),
  queue: (course: string, filter: api.ReviewFilter) =>
    infiniteQueryOptions({
      queryKey: ['review-queue', course, filter],
      queryFn: ({ pageParam, signal }) => api.getReviewQueue(course, filter, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      staleTime: 0,
    }),
};
