import type { SubmissionView } from '#libs/contracts';
import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { isApiError } from '../api/client';
import { type ProblemKey, submitWork, type Work } from '../api/endpoints';
import { queries } from '../api/queries';

/** `crypto.randomUUID` is missing where the portal is served without TLS, so the key is drawn by hand. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Hands work in, then shows the new submission. A second try after a lost connection is the same submission. */
export function useSubmit(key: ProblemKey): UseMutationResult<SubmissionView, Error, Work> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const pending = useRef<{ work: string; key: string }>(null);
  return useMutation({
    mutationFn: async (work) => {
      const print = await fingerprint(work);
      if (pending.current?.work !== print) pending.current = { work: print, key: newKey() };
      const shown = client.getQueryData(queries.assignment(key.course, key.assignment).queryKey);
      return submitWork(key, work, shown?.version ?? null, pending.current.key);
    },
    retry: (count, error) => count < 2 && isApiError(error, 0),
    onSuccess: async (submission) => {
      pending.current = null;
      client.setQueryData(queries.submission(submission.id).queryKey, submission);
      void client.invalidateQueries({ queryKey: queries.attempts(key).queryKey });
      void client.invalidateQueries({ queryKey: queries.assignment(key.course, key.assignment).queryKey });
      await navigate(`/submissions/${submission.id}`);
    },
  });
}

async function fingerprint(work: Work): Promise<string> {
  if (work.kind === 'answers') return JSON.stringify(work.answers);
  const contents = await Promise.all(work.files.map(async (file) => [file.name, await file.text()]));
  return JSON.stringify(contents);
}
