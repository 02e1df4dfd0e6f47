import type { GradingEvent, SubmissionView } from '#libs/contracts';
import { GradingSignals, ViewSubmission, type Actor } from '#libs/grading';
import { Controller, Get, Headers, Logger, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentActor } from '../http/actor';
import { existingId } from '../http/checked';
import { AnswersOther } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { Bell } from './bell';

/** Looks by itself this often, should a signal be lost. */
const LOOK_MS = 2_000;
/** Something must pass now and then, or proxies take the connection for dead. */
const HEARTBEAT_MS = 15_000;

/**
 * Server-Sent Events of one submission. First a snapshot, then every event from the beginning (or after Last-Event-ID),
 * numbered without gaps, so that a reader who connects late or again misses nothing. Ends after the final state.
 */
@ApiTags('submissions')
@Controller('api/submissions/:id/events')
export class EventsController {
  private readonly logger = new Logger('Events');

  constructor(
    private readonly viewSubmission: ViewSubmission,
    private readonly signals: GradingSignals,
  ) {}

  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @AnswersOther(200, 'The live feed: `snapshot`, then grading events', 'text/event-stream')
  async stream(
    @CurrentActor() actor: Actor,
    @Param('id', existingId) id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const resumeAfter = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0;
    const snapshot = valueOf(await this.viewSubmission.status(actor, id));
    const first = valueOf(await this.viewSubmission.events(actor, id, resumeAfter));
    if (first.ended && first.events.length === 0) {
      // Tells a browser that reconnects after the end to stop doing so.
      response.status(204).end();
      return;
    }
    open(response, snapshot);
    try {
      await this.follow(actor, id, first, resumeAfter, response);
    } catch (error) {
      this.logger.warn(`feed of ${id} broke off: ${String(error)}`);
    }
    response.end();
  }

  private async follow(
    actor: Actor,
    id: string,
    first: { events: GradingEvent[]; jobId: string; ended: boolean },
    resumeAfter: number,
    response: Response,
  ): Promise<void> {
    const bell = new Bell();
    const wake = () => bell.ring();
    const unsubscribe = this.signals.subscribe(first.jobId, wake);
    const look = setInterval(wake, LOOK_MS);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    response.on('close', wake);
    try {
      let last = write(response, first.events, resumeAfter);
      let shown = '';
      for (let { ended } = first; !ended && !response.destroyed;) {
        const next = valueOf(await this.viewSubmission.events(actor, id, last));
        last = write(response, next.events, last);
        ({ ended } = next);
        if (next.waits) shown = await this.showPlace(actor, id, shown, response);
        if (!ended && next.events.length === 0) await bell.rung();
      }
    } finally {
      clearInterval(look);
      clearInterval(heartbeat);
      unsubscribe();
    }
  }

  /** While a submission waits, its place and time change without an event: then a new snapshot tells. */
  private async showPlace(actor: Actor, id: string, shown: string, response: Response): Promise<string> {
    const snapshot = valueOf(await this.viewSubmission.status(actor, id));
    if (snapshot.job.state !== 'queued') return shown;
    const place = JSON.stringify([snapshot.job.ahead, snapshot.job.eta]);
    if (place !== shown) writeSnapshot(response, snapshot);
    return place;
  }
}

function open(response: Response, snapshot: SubmissionView): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  writeSnapshot(response, snapshot);
}

function writeSnapshot(response: Response, snapshot: SubmissionView): void {
  response.write(`event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`);
}

/** Answers the last sequence number that was sent. */
function write(response: Response, events: readonly GradingEvent[], last: number): number {
  for (const event of events)
    response.write(`id: ${String(event.sequence)}\ndata: ${JSON.stringify(event)}\n\n`);
  return events.at(-1)?.sequence ?? last;
}
