import { useEffect } from 'react';
import { claimSubmission, releaseSubmission } from '../api/review-endpoints';

/** Well within the 90 seconds after which the server takes the page for closed. */
const EVERY_MS = 30_000;

/** Says that the reader has this submission open, as long as the page is. Losing one such message is harmless. */
export function useClaim(id: string): void {
  useEffect(() => {
    const claim = (): void => {
      claimSubmission(id).catch(() => undefined);
    };
    claim();
    const timer = setInterval(claim, EVERY_MS);
    return () => {
      clearInterval(timer);
      releaseSubmission(id).catch(() => undefined);
    };
  }, [id]);
}
