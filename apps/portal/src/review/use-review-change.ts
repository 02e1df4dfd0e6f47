import type { SubmissionView } from '#libs/contracts';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { queries } from '../api/queries';

/** Sends a decision about a submission, then fetches again what shows it; after a refusal, too: somebody was faster. */
export function useReviewChange<Input, Output>(
  { assignment, course, id, problem }: SubmissionView,
  send: (input: Input) => Promise<Output>,
): UseMutationResult<Output, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(
        [
          queries.submission(id).queryKey,
          queries.review(id).queryKey,
          queries.attempts({ course, assignment, problem }).queryKey,
          queries.assignment(course, assignment).queryKey,
          queries.course(course).queryKey,
          queries.regradeRequests(course).queryKey,
          queries.gradebook(course).queryKey,
          queries.courseSubmissions(course).queryKey,
        ].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}
