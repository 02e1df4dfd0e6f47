import {
  type AdjustPoints,
  type AnswerRegrade,
  accountLinkSchema,
  type AccountLinkView,
  assignmentSchema,
  type AuditList,
  auditListSchema,
  type AssignmentView,
  type ChangePassword,
  type CreatedToken,
  type CreateToken,
  courseSchema,
  type CourseView,
  createdTokenSchema,
  type Gradebook,
  type GradebookFormat,
  gradebookSchema,
  type GradeReport,
  gradeReportSchema,
  type GroupList,
  groupListSchema,
  type Invitations,
  invitationsSchema,
  type Me,
  meSchema,
  type OwnGroup,
  ownGroupSchema,
  passwordSetSchema,
  type PlaceInGroup,
  type Publication,
  type PublicationList,
  publicationListSchema,
  publicationSchema,
  type ReadingView,
  type RegradeRequestList,
  regradeRequestListSchema,
  type RequestRegrade,
  type Review,
  reviewSchema,
  readingSchema,
  type Roster,
  type RosterApplied,
  rosterAppliedSchema,
  type RosterPreview,
  rosterPreviewSchema,
  rosterSchema,
  type SetPassword,
  type SignIn,
  type SignInOptions,
  signInOptionsSchema,
  type StudentReport,
  studentReportSchema,
  type SubmissionList,
  submissionListSchema,
  submissionSchema,
  type SubmissionView,
  type Token,
  tokenSchema,
} from '#libs/contracts';
import { z } from 'zod';
import { apiPath, fetchJson, fetchNothing, fetchText } from './client';

/** Where a problem lives; every call about it starts with these three. */
export interface ProblemKey {
  readonly course: string;
  readonly assignment: string;
  readonly problem: string;
}

/** A student's report, or the fuller one that staff get. */
export type AnyReport = StudentReport | GradeReport;
const anyReportSchema = z.union([studentReportSchema, gradeReportSchema]);

export const signIn = (body: SignIn): Promise<Me> =>
  fetchJson(meSchema, apiPath('session'), { method: 'POST', json: body });

export const signOut = (): Promise<void> => fetchNothing(apiPath('session'), { method: 'DELETE' });

export const signOutEverywhere = (): Promise<void> => fetchNothing(apiPath('sessions'), { method: 'DELETE' });

export const getMe = (signal: AbortSignal): Promise<Me> => fetchJson(meSchema, apiPath('me'), { signal });

export const getSignInOptions = (signal: AbortSignal): Promise<SignInOptions> =>
  fetchJson(signInOptionsSchema, apiPath('sign-in-options'), { signal });

/** @param next the page of the portal to go on to */
export const ssoPath = (next: string): string => `${apiPath('sso')}?next=${encodeURIComponent(next)}`;

export const requestReset = (email: string): Promise<void> =>
  fetchNothing(apiPath('password-resets'), { method: 'POST', json: { email } });

export const setPassword = (body: SetPassword): Promise<{ email: string }> =>
  fetchJson(passwordSetSchema, apiPath('password-links'), { method: 'POST', json: body });

export const changePassword = (body: ChangePassword): Promise<void> =>
  fetchNothing(apiPath('password'), { method: 'POST', json: body });

export const personalDataPath = (): string => apiPath('me', 'data.zip');

export const getTokens = (signal: AbortSignal): Promise<Token[]> =>
  fetchJson(z.array(tokenSchema), apiPath('tokens'), { signal });

export const createToken = (body: CreateToken): Promise<CreatedToken> =>
  fetchJson(createdTokenSchema, apiPath('tokens'), { method: 'POST', json: body });

export const revokeToken = (id: string): Promise<void> =>
  fetchNothing(apiPath('tokens', id), { method: 'DELETE' });

export const getCourse = (course: string, signal: AbortSignal): Promise<CourseView> =>
  fetchJson(courseSchema, apiPath('courses', course), { signal });

export const getAssignment = (
  course: string,
  assignment: string,
  signal: AbortSignal,
): Promise<AssignmentView> =>
  fetchJson(assignmentSchema, apiPath('courses', course, 'assignments', assignment), { signal });

/** An assignment of a course. */
export interface AssignmentKey {
  readonly course: string;
  readonly assignment: string;
}

const assignmentPath = ({ course, assignment }: AssignmentKey, ...rest: readonly string[]): string =>
  apiPath('courses', course, 'assignments', assignment, ...rest);

export const getOwnGroup = (key: AssignmentKey, signal: AbortSignal): Promise<OwnGroup> =>
  fetchJson(ownGroupSchema, assignmentPath(key, 'group'), { signal });

export const startGroup = (key: AssignmentKey, name: string): Promise<OwnGroup> =>
  fetchJson(ownGroupSchema, assignmentPath(key, 'group'), { method: 'POST', json: { name } });

export const joinGroup = (key: AssignmentKey, code: string): Promise<OwnGroup> =>
  fetchJson(ownGroupSchema, assignmentPath(key, 'group', 'join'), { method: 'POST', json: { code } });

export const renameGroup = (key: AssignmentKey, name: string): Promise<OwnGroup> =>
  fetchJson(ownGroupSchema, assignmentPath(key, 'group', 'rename'), { method: 'POST', json: { name } });

export const leaveGroup = (key: AssignmentKey): Promise<OwnGroup> =>
  fetchJson(ownGroupSchema, assignmentPath(key, 'group', 'leave'), { method: 'POST' });

export const getGroups = (
  key: AssignmentKey,
  after: string | null,
  signal: AbortSignal,
): Promise<GroupList> => {
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  return fetchJson(groupListSchema, assignmentPath(key, 'groups') + query, { signal });
};

export const placeInGroup = (key: AssignmentKey, student: string, json: PlaceInGroup): Promise<void> =>
  fetchNothing(assignmentPath(key, 'members', student, 'group'), { method: 'POST', json });

const problemPath = ({ course, assignment, problem }: ProblemKey, ...rest: readonly string[]): string =>
  apiPath('courses', course, 'assignments', assignment, 'problems', problem, ...rest);

export const starterPath = (key: ProblemKey, file: string): string => problemPath(key, 'starter', file);

export const getStarter = (key: ProblemKey, file: string): Promise<string> =>
  fetchText(starterPath(key, file));

export const previewAnswer = (
  key: ProblemKey,
  field: string,
  text: string,
  signal: AbortSignal,
): Promise<ReadingView> =>
  fetchJson(readingSchema, problemPath(key, 'preview'), { method: 'POST', json: { field, text }, signal });

export const getAttempts = (key: ProblemKey, signal: AbortSignal): Promise<SubmissionView[]> =>
  fetchJson(z.array(submissionSchema), problemPath(key, 'submissions'), { signal });

/** What is handed in: answers by field, or files by name. */
export type Work =
  | { readonly kind: 'answers'; readonly answers: Readonly<Record<string, string>> }
  | { readonly kind: 'files'; readonly files: readonly File[] };

/**
 * Takes the place of what waits for the same problem: who corrects a mistake wants the newer one graded, and keeps the turn.
 * @param version of the assignment that was worked on; null: the current one
 * @param idempotencyKey the same for every try at sending the same work, so that it is handed in once
 */
export function submitWork(
  key: ProblemKey,
  work: Work,
  version: number | null,
  idempotencyKey: string,
): Promise<SubmissionView> {
  const headers = { 'idempotency-key': idempotencyKey };
  const path = `${problemPath(key, 'submissions')}?supersede=true${version === null ? '' : `&version=${version}`}`;
  if (work.kind === 'answers') {
    return fetchJson(submissionSchema, path, { method: 'POST', json: { answers: work.answers }, headers });
  }
  const form = new FormData();
  for (const file of work.files) form.append('files', file, file.name);
  return fetchJson(submissionSchema, path, { method: 'POST', form, headers });
}

export const getSubmissions = (
  course: string,
  after: string | null,
  signal: AbortSignal,
): Promise<SubmissionList> => {
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  return fetchJson(submissionListSchema, apiPath('courses', course, 'submissions') + query, { signal });
};

export const getGradebook = (course: string, signal: AbortSignal): Promise<Gradebook> =>
  fetchJson(gradebookSchema, apiPath('courses', course, 'gradebook'), { signal });

export const gradebookCsvPath = (course: string, format: GradebookFormat): string =>
  `${apiPath('courses', course, 'gradebook.csv')}?format=${format}`;

export const getRegradeRequests = (
  course: string,
  shown: 'open' | 'all',
  after: string | null,
  signal: AbortSignal,
): Promise<RegradeRequestList> => {
  const query = new URLSearchParams({
    ...(shown === 'open' && { state: 'open' }),
    ...(after !== null && { after }),
  });
  return fetchJson(
    regradeRequestListSchema,
    `${apiPath('courses', course, 'regrade-requests')}?${query.toString()}`,
    { signal },
  );
};

export const getAuditLog = (
  course: string,
  after: string | null,
  signal: AbortSignal,
): Promise<AuditList> => {
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  return fetchJson(auditListSchema, apiPath('courses', course, 'audit') + query, { signal });
};

export const getPublications = (course: string, signal: AbortSignal): Promise<PublicationList> =>
  fetchJson(publicationListSchema, apiPath('courses', course, 'publications'), { signal });

export const getPublication = (course: string, id: string, signal: AbortSignal): Promise<Publication> =>
  fetchJson(publicationSchema, apiPath('courses', course, 'publications', id), { signal });

/** Sends in a pack, to be checked and not yet published. */
export function requestPublication(course: string, assignment: string, file: File): Promise<Publication> {
  const form = new FormData();
  form.append('assignment', assignment);
  form.append('file', file, file.name);
  return fetchJson(publicationSchema, apiPath('courses', course, 'publications'), { method: 'POST', form });
}

export const publishPack = (course: string, id: string): Promise<Publication> =>
  fetchJson(publicationSchema, apiPath('courses', course, 'publications', id, 'publish'), { method: 'POST' });

export const rosterCsvPath = (course: string): string => apiPath('courses', course, 'roster.csv');

export const getRoster = (course: string, signal: AbortSignal): Promise<Roster> =>
  fetchJson(rosterSchema, apiPath('courses', course, 'roster'), { signal });

function rosterForm(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

export const previewRoster = (course: string, file: File): Promise<RosterPreview> =>
  fetchJson(rosterPreviewSchema, apiPath('courses', course, 'roster', 'preview'), {
    method: 'POST',
    form: rosterForm(file),
  });

/** @param digest of the preview that was shown */
export function applyRoster(course: string, file: File, digest: string): Promise<RosterApplied> {
  const form = rosterForm(file);
  form.append('digest', digest);
  return fetchJson(rosterAppliedSchema, apiPath('courses', course, 'roster'), { method: 'POST', form });
}

export const makeAccountLink = (course: string, member: string): Promise<AccountLinkView> =>
  fetchJson(accountLinkSchema, apiPath('courses', course, 'roster', member, 'link'), { method: 'POST' });

export const makeInvitations = (course: string): Promise<Invitations> =>
  fetchJson(invitationsSchema, apiPath('courses', course, 'roster', 'links'), { method: 'POST' });

/** From now on this session sees what the student sees. */
export const beginView = (course: string, student: string): Promise<void> =>
  fetchNothing(apiPath('courses', course, 'roster', student, 'view'), { method: 'POST' });

export const endView = (): Promise<void> => fetchNothing(apiPath('view'), { method: 'DELETE' });

const submissionPath = (id: string, ...rest: readonly string[]): string =>
  apiPath('submissions', id, ...rest);

export const getSubmission = (id: string, signal: AbortSignal): Promise<SubmissionView> =>
  fetchJson(submissionSchema, submissionPath(id), { signal });

export const getReport = (id: string, signal: AbortSignal): Promise<AnyReport> =>
  fetchJson(anyReportSchema, submissionPath(id, 'report'), { signal });

export const cancelSubmission = (id: string): Promise<SubmissionView> =>
  fetchJson(submissionSchema, submissionPath(id, 'cancel'), { method: 'POST' });

export const getReview = (id: string, signal: AbortSignal): Promise<Review> =>
  fetchJson(reviewSchema, submissionPath(id, 'review'), { signal });

export const adjustPoints = (id: string, json: AdjustPoints): Promise<SubmissionView> =>
  fetchJson(submissionSchema, submissionPath(id, 'adjustments'), { method: 'POST', json });

export const requestRegrade = (id: string, json: RequestRegrade): Promise<Review> =>
  fetchJson(reviewSchema, submissionPath(id, 'regrade-requests'), { method: 'POST', json });

export const withdrawRegradeRequest = (request: string): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('regrade-requests', request, 'withdraw'), { method: 'POST' });

export const answerRegradeRequest = (request: string, json: AnswerRegrade): Promise<Review> =>
  fetchJson(reviewSchema, apiPath('regrade-requests', request, 'answer'), { method: 'POST', json });

export const submittedFilePath = (id: string, name: string): string => submissionPath(id, 'files', name);

export const getSubmittedFile = (id: string, name: string, signal?: AbortSignal): Promise<string> =>
  fetchText(submittedFilePath(id, name), signal);

export const receiptPath = (id: string): string => submissionPath(id, 'receipt');

export const submissionEventsPath = (id: string): string => submissionPath(id, 'events');
