import { placesOf, type QueuePlace } from '#libs/domain';
import type { Clock } from './ports/clock';
import type { GradingJobs } from './ports/submissions';

/** A view of the queue serves all who ask within this time: in a rush hundreds look at once. */
const FRESH_MS = 1_000;
const UNKNOWN: QueuePlace = { ahead: 0, eta: null, lacks: null };

interface View {
  readonly takenAt: number;
  readonly places: Promise<ReadonlyMap<string, QueuePlace>>;
}

/** Tells where waiting jobs stand. */
export class QueuePlaces {
  private view: View | null = null;

  constructor(
    private readonly jobs: GradingJobs,
    private readonly clock: Clock,
  ) {}

  /** Of a job in state `queued`. One that waits for a retry is in no order yet: nothing is said about its time. */
  async placeOf(jobId: string): Promise<QueuePlace> {
    const view = this.recent();
    const known = (await view.places).get(jobId);
    if (known) return known;
    // Submitted since the view was taken: only a newer one knows it. All who ask at once, as a list does, share that one.
    const newer = this.view && this.view !== view ? this.view : this.look();
    return (await newer.places).get(jobId) ?? UNKNOWN;
  }

  private recent(): View {
    const { view } = this;
    return view && this.clock.now().getTime() - view.takenAt < FRESH_MS ? view : this.look();
  }

  private look(): View {
    const now = this.clock.now();
    const places = this.jobs.queueState(now).then(placesOf);
    const view = { takenAt: now.getTime(), places };
    this.view = view;
    places.catch(() => {
      if (this.view === view) this.view = null;
    });
    return view;
  }
}
