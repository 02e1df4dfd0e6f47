import type { Publication, PublicationList, PublicationState } from '#libs/contracts';
import type { Files } from '#libs/grader-sdk';

export interface NewPublication {
  readonly id: string;
  readonly courseSlug: string;
  readonly assignment: string;
  readonly files: Files;
  readonly publishes: boolean;
  readonly userId: string;
  readonly requestedAt: Date;
}

/** A publication that a worker has taken on; nobody else does before the lease has run out. */
export interface ClaimedPublication {
  readonly id: string;
  /** Changes with every claim: a worker that lost its lease writes nothing any more. */
  readonly attempt: number;
  readonly courseSlug: string;
  readonly assignment: string;
  readonly files: Files;
  readonly publishes: boolean;
  /** E-mail of who asked. */
  readonly by: string;
}

/** What is known so far; absent fields stay as they are. */
export interface PublicationProgress {
  readonly state?: PublicationState;
  readonly checks?: Publication['checks'];
  readonly of?: number;
  readonly faults?: Publication['faults'];
  readonly version?: number;
  readonly finishedAt?: Date;
}

/** Packs that were sent in to be published, and what became of them. */
export abstract class Publications {
  abstract request(publication: NewPublication): Promise<void>;
  /** Newest first. */
  abstract list(courseSlug: string, limit: number): Promise<PublicationList['publications']>;
  abstract find(courseSlug: string, id: string): Promise<Publication | null>;
  /** The files of a publication that has passed. */
  abstract filesOf(id: string): Promise<Files>;
  /** The oldest that is queued, or whose worker has died. */
  abstract claim(now: Date, leaseSeconds: number): Promise<ClaimedPublication | null>;
  /** Saves progress and makes the lease longer. False: the lease is another's. */
  abstract save(
    claimed: Pick<ClaimedPublication, 'id' | 'attempt'>,
    progress: PublicationProgress,
    leaseUntil: Date,
  ): Promise<boolean>;
  /** Of one that has passed: it is published. False: it was in another state. */
  abstract markPublished(id: string, version: number, now: Date): Promise<boolean>;
}
