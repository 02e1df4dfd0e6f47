import type { PackCheckView } from '#libs/contracts';
import { InfrastructureError } from '#libs/grader-sdk';
import { checkPack } from './check-pack';
import type { GradingTools } from './grade-submission';
import type { GraderRegistry } from './packs/grader-registry';
import { Pack } from './packs/pack';
import { PackError } from './packs/pack-error';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { ClaimedPublication, PublicationProgress, Publications } from './ports/publications';

const LEASE_SECONDS = 60;
const RENEW_MS = 20_000;
/** As with grading: after so many workers that died or sandboxes that failed, a person has to look. */
const MAX_ATTEMPTS = 3;

/** Another worker has taken the publication over, because this one seemed dead. */
class LeaseLost extends Error {}

/**
 * The publish gate as a background job: every submission of the pack is graded twice, each finding is saved as it is made, and
 * what passes is published in one transaction, or waits for somebody to do so. Nothing of what does not pass is ever current.
 */
export class RunPublication {
  constructor(
    private readonly publications: Publications,
    private readonly catalog: Catalog,
    private readonly graders: GraderRegistry,
    private readonly tools: GradingTools,
    private readonly clock: Clock,
  ) {}

  /** Runs the publication whose turn it is. False: there is none. @throws only for defects and lost databases */
  async runNext(signal: AbortSignal): Promise<boolean> {
    const claimed = await this.publications.claim(this.clock.now(), LEASE_SECONDS);
    if (!claimed) return false;
    const lost = new AbortController();
    const heart = setInterval(() => {
      this.save(claimed, {}).catch((error: unknown) => lost.abort(error));
    }, RENEW_MS);
    try {
      await this.run(claimed, AbortSignal.any([signal, lost.signal]));
    } catch (error) {
      if (!(error instanceof LeaseLost)) await this.afterFailure(claimed, error, signal);
    } finally {
      clearInterval(heart);
    }
    return true;
  }

  private async run(claimed: ClaimedPublication, signal: AbortSignal): Promise<void> {
    const pack = await this.check(claimed, signal);
    if (!pack) return;
    if (!claimed.publishes) {
      await this.save(claimed, { state: 'passed', finishedAt: this.clock.now() });
      return;
    }
    // Renewed first, so that no other worker can be at it.
    await this.save(claimed, {});
    const now = this.clock.now();
    const author = { name: claimed.by, reason: 'published after its checks' };
    const { courseSlug, assignment } = claimed;
    const { number } = await this.catalog.publish(courseSlug, assignment, null, pack, now, author);
    await this.save(claimed, { state: 'published', version: number, finishedAt: now });
  }

  /** The pack, if it has passed. */
  private async check(claimed: ClaimedPublication, signal: AbortSignal): Promise<Pack | null> {
    const checks: PackCheckView[] = [];
    try {
      const pack = Pack.fromFiles(claimed.files);
      const gate = { everythingTwice: true };
      const findings = checkPack(pack, claimed.assignment, this.graders, this.tools, signal, gate);
      for await (const { done, of, place, ...finding } of findings) {
        checks.push({ ...finding, ...place });
        await this.save(claimed, { checks, of });
      }
      if (checks.every(({ ok }) => ok)) return pack;
      await this.save(claimed, { state: 'refused', finishedAt: this.clock.now() });
      return null;
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      const faults = error.faults.map((fault) => ({ ...fault }));
      await this.save(claimed, { state: 'refused', faults, finishedAt: this.clock.now() });
      return null;
    }
  }

  /** A worker that stops hands the publication back; one whose sandbox fails does so a few times. */
  private async afterFailure(
    claimed: ClaimedPublication,
    error: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    const again: PublicationProgress = { state: 'queued', checks: [] };
    if (signal.aborted) {
      await this.save(claimed, again);
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    const isLast = claimed.attempt >= MAX_ATTEMPTS || !(error instanceof InfrastructureError);
    await this.save(
      claimed,
      isLast
        ? {
            state: 'failed',
            faults: [{ message: `The platform failed: ${message}` }],
            finishedAt: this.clock.now(),
          }
        : again,
    );
    if (!(error instanceof InfrastructureError)) throw error;
  }

  private async save(claimed: ClaimedPublication, progress: PublicationProgress): Promise<void> {
    const leaseUntil = new Date(this.clock.now().getTime() + LEASE_SECONDS * 1000);
    if (!(await this.publications.save(claimed, progress, leaseUntil))) throw new LeaseLost();
  }
}
