import type { Marking, Review } from '#libs/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isApiError } from '../api/client';
import { queries } from '../api/queries';
import { markSubmission } from '../api/review-endpoints';

/** Which items apply, and whether the review is finished. */
export type Marks = Pick<Marking, 'items' | 'finished'>;

/** What another person did meanwhile, beside what the reader wanted. */
export interface Conflict {
  readonly mine: Marks;
  /** What the reader had seen. */
  readonly before: Marks;
}

export interface MarkingState {
  readonly marks: Marks;
  readonly isSaving: boolean;
  readonly error: Error | null;
  readonly conflict: Conflict | null;
  readonly canUndo: boolean;
  readonly toggle: (item: string) => void;
  readonly setFinished: (finished: boolean) => Promise<boolean>;
  readonly undo: () => void;
  /** Ends a conflict: by what the reader wanted, or as the other left it. */
  readonly resolve: (by: 'mine' | 'theirs') => void;
}

const NONE: Marks = { items: [], finished: false };

/**
 * Marks at once on the page, then at the server, one after the other. Each names the revision that the reader has seen: that
 * of the own last one, or what the page shows while nothing is on its way. Is it another's, nothing is written; the reader sees both.
 */
export function useMarking(id: string, review: Review): MarkingState {
  const client = useQueryClient();
  const { queryKey } = queries.review(id);
  const newest = review.markings[0];
  const [draft, setDraft] = useState<Marks | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [past, setPast] = useState<readonly Marks[]>([]);
  const seen = useRef({ revision: 0, marks: NONE });
  useEffect(() => {
    if (draft === null) seen.current = { revision: newest?.revision ?? 0, marks: newest ?? NONE };
  }, [draft, newest]);
  const { mutateAsync, isPending, error } = useMutation({
    scope: { id: `marks ${id}` },
    mutationFn: ({ items, finished }: Marks) =>
      markSubmission(id, { items, finished, seenRevision: seen.current.revision }),
    onSuccess: async (after, wanted) => {
      // An answer that was on its way before this one must not bring back what was there before.
      await client.cancelQueries({ queryKey });
      const [saved] = after.markings;
      seen.current = { revision: saved?.revision ?? 0, marks: wanted };
      client.setQueryData(queryKey, after);
      setDraft((current) => (current === wanted ? null : current));
    },
    onError: (refused, wanted) => {
      if (isApiError(refused, 409)) setConflict({ mine: wanted, before: seen.current.marks });
      // At once, so that what the reader does next begins at what the page shows.
      setDraft(null);
      // Not waited for: what is marked next is sent while it is fetched.
      void client.invalidateQueries({ queryKey });
    },
  });
  const marks = draft ?? newest ?? NONE;
  const send = async (wanted: Marks): Promise<boolean> => {
    setConflict(null);
    setDraft(wanted);
    return mutateAsync(wanted).then(
      () => true,
      () => false,
    );
  };
  const change = (wanted: Marks): Promise<boolean> => {
    setPast([...past, { items: marks.items, finished: marks.finished }]);
    return send(wanted);
  };
  return {
    marks,
    isSaving: isPending,
    error: conflict === null ? error : null,
    conflict,
    canUndo: past.length > 0,
    toggle: (item) => void change({ items: toggled(marks.items, item), finished: marks.finished }),
    setFinished: (finished) => change({ items: marks.items, finished }),
    undo: () => {
      const last = past.at(-1);
      if (last === undefined) return;
      setPast(past.slice(0, -1));
      void send(last);
    },
    resolve: (by) => {
      if (by === 'mine' && conflict !== null) void change(conflict.mine);
      else setConflict(null);
    },
  };
}

function toggled(items: readonly string[], item: string): string[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item];
}
