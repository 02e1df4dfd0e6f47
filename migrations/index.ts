import { AccountsCreate1764000001000 } from './1764000001000-accounts-create';
import { AssignmentsCreate1764000002000 } from './1764000002000-assignments-create';
import { SubmissionsCreate1764000003000 } from './1764000003000-submissions-create';
import { ThrottlesCreate1764000004000 } from './1764000004000-throttles-create';
import { GradingQueueOrder1764000005000 } from './1764000005000-grading-queue-order';
import { GradingJobsProgress1764000006000 } from './1764000006000-grading-jobs-progress';
import { AuditLogCreate1764000007000 } from './1764000007000-audit-log-create';
import { AccountsHarden1764000008000 } from './1764000008000-accounts-harden';
import { GradingJobsTurns1764000009000 } from './1764000009000-grading-jobs-turns';
import { RostersAndIdentities1764000010000 } from './1764000010000-rosters-and-identities';
import { ReviewsCreate1764000011000 } from './1764000011000-reviews-create';
import { SessionsViewing1764000012000 } from './1764000012000-sessions-viewing';
import { GradingJobsClasses1764000013000 } from './1764000013000-grading-jobs-classes';
import { PoliciesCreate1764000030000 } from './1764000030000-policies-create';
import { NotificationsCreate1764000031000 } from './1764000031000-notifications-create';
import { PublicationsCreate1764000040000 } from './1764000040000-publications-create';
import { AssignmentVersionsHistory1764000050000 } from './1764000050000-assignment-versions-history';
import { RegradeRunsCreate1764000051000 } from './1764000051000-regrade-runs-create';
import { SimilarityCasesCreate1764000052000 } from './1764000052000-similarity-cases-create';
import { SubmissionAuthorsCreate1764000070000 } from './1764000070000-submission-authors-create';
import { GroupsCreate1764000071000 } from './1764000071000-groups-create';

/** In order; only ever appended to. */
export const migrations = [
  AccountsCreate1764000001000,
  AssignmentsCreate1764000002000,
  SubmissionsCreate1764000003000,
  ThrottlesCreate1764000004000,
  GradingQueueOrder1764000005000,
  GradingJobsProgress1764000006000,
  AuditLogCreate1764000007000,
  AccountsHarden1764000008000,
  GradingJobsTurns1764000009000,
  RostersAndIdentities1764000010000,
  ReviewsCreate1764000011000,
  SessionsViewing1764000012000,
  GradingJobsClasses1764000013000,
  PoliciesCreate1764000030000,
  NotificationsCreate1764000031000,
  PublicationsCreate1764000040000,
  AssignmentVersionsHistory1764000050000,
  RegradeRunsCreate1764000051000,
  SimilarityCasesCreate1764000052000,
  SubmissionAuthorsCreate1764000070000,
  GroupsCreate1764000071000,
];
