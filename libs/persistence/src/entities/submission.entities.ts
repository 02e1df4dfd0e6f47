import type { GradeReport } from '#libs/contracts';
import type { GradingJobState, JobClass } from '#libs/domain';
import type { JobEvent, ReportPoints } from '#libs/grading';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('submissions')
@Unique(['userId', 'idempotencyKey'])
export class SubmissionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'version_id' }) versionId!: string;
  @Column('text', { name: 'problem_id' }) problemId!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('text') sha256!: string;
  @Column('text', { name: 'idempotency_key', nullable: true }) idempotencyKey!: string | null;
}

@Entity('submission_files')
export class SubmissionFileEntity {
  @PrimaryColumn('uuid', { name: 'submission_id' }) submissionId!: string;
  /** The file's name, or the answer field's. */
  @PrimaryColumn('text') name!: string;
  @Column('text') kind!: 'file' | 'answer';
  @Column('text', { name: 'blob_sha256' }) blobSha256!: string;
  @Column('integer') bytes!: number;
}

@Entity('grading_jobs')
export class GradingJobEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'submission_id' }) submissionId!: string;
  /** The submission's own, for the order of the queue. */
  @Column('uuid', { name: 'course_id' }) courseId!: string;
  @Column('uuid', { name: 'assignment_id' }) assignmentId!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  /** Of a job of a regrade run: that run, and the version that it grades by. Else it is the submission's own version. */
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: string | null;
  @Column('uuid', { name: 'version_id', nullable: true }) versionId!: string | null;
  /** The workers that may take it. */
  @Column('text', { name: 'job_class', default: 'cpu' }) jobClass!: JobClass;
  @Column('text') state!: GradingJobState;
  @Column('text') message!: string;
  @Column('integer', { name: 'cases_done' }) casesDone!: number;
  /** Known from the first finished case on; 0 before. */
  @Column('integer', { name: 'cases_planned' }) casesPlanned!: number;
  @Column('integer') crashes!: number;
  @Column('integer') failures!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Not to be begun before. */
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  /** Of the last try. */
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('uuid', { name: 'lease_token', nullable: true }) leaseToken!: string | null;
  @Column('timestamptz', { name: 'lease_expires_at', nullable: true }) leaseExpiresAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}

/** What happened while a job was graded; a submission's live feed replays it. */
@Entity('grading_events')
export class GradingEventEntity {
  @PrimaryColumn('uuid', { name: 'job_id' }) jobId!: string;
  @PrimaryColumn('integer') sequence!: number;
  @Column('timestamptz') at!: Date;
  @Column('json') event!: JobEvent;
}

/** `json`, not `jsonb`: a report is kept byte for byte. The key on the job makes a second report impossible. */
@Entity('grade_reports')
export class GradeReportEntity {
  @PrimaryColumn('uuid', { name: 'job_id' }) jobId!: string;
  @Column('uuid', { name: 'submission_id' }) submissionId!: string;
  @Column('json') report!: GradeReport;
  @Column('json') points!: ReportPoints;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
