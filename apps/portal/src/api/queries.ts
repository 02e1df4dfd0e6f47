import type { PublicationState } from '#libs/contracts';
import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { isApiError } from './client';
import * as api from './endpoints';
import * as policiesApi from './policies';

/** How often the checks of a pack are asked for while they run. */
const CHECKING_MS = 1_000;
const isChecking = ({ state }: { readonly state: PublicationState }): boolean =>
  state === 'queued' || state === 'checking';

/** One place for cache keys, so that what a change must refresh is found by name. */
export const queries = {
  me: () =>
    queryOptions({
      queryKey: ['me'],
      queryFn: ({ signal }) =>
        api.getMe(signal).catch((error: unknown) => {
          if (isApiError(error, 401)) return null;
          throw error;
        }),
      staleTime: Infinity,
    }),
  signInOptions: () =>
    queryOptions({
      queryKey: ['sign-in-options'],
      queryFn: ({ signal }) => api.getSignInOptions(signal),
      staleTime: Infinity,
    }),
  tokens: () => queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => api.getTokens(signal) }),
  course: (course: string) =>
    queryOptions({
      queryKey: ['course', course],
      queryFn: ({ signal }) => api.getCourse(course, signal),
    }),
  assignment: (course: string, assignment: string) =>
    queryOptions({
      queryKey: ['assignment', course, assignment],
      queryFn: ({ signal }) => api.getAssignment(course, assignment, signal),
    }),
  ownGroup: (key: api.AssignmentKey) =>
    queryOptions({
      queryKey: ['group', key.course, key.assignment],
      queryFn: ({ signal }) => api.getOwnGroup(key, signal),
    }),
  groups: (key: api.AssignmentKey) =>
    infiniteQueryOptions({
      queryKey: ['groups', key.course, key.assignment],
      queryFn: ({ pageParam, signal }) => api.getGroups(key, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  attempts: (key: api.ProblemKey) =>
    queryOptions({
      queryKey: ['attempts', key.course, key.assignment, key.problem],
      queryFn: ({ signal }) => api.getAttempts(key, signal),
    }),
  submission: (id: string) =>
    queryOptions({
      queryKey: ['submission', id],
      queryFn: ({ signal }) => api.getSubmission(id, signal),
    }),
  report: (id: string) =>
    queryOptions({
      queryKey: ['report', id],
      queryFn: ({ signal }) => api.getReport(id, signal),
      staleTime: Infinity,
    }),
  review: (id: string) =>
    queryOptions({ queryKey: ['review', id], queryFn: ({ signal }) => api.getReview(id, signal) }),
  submittedFile: (id: string, name: string) =>
    queryOptions({
      queryKey: ['submitted-file', id, name],
      queryFn: ({ signal }) => api.getSubmittedFile(id, name, signal),
      staleTime: Infinity,
    }),
  roster: (course: string) =>
    queryOptions({
      queryKey: ['roster', course],
      queryFn: ({ signal }) => api.getRoster(course, signal),
    }),
  publications: (course: string) =>
    queryOptions({
      queryKey: ['publications', course],
      queryFn: ({ signal }) => api.getPublications(course, signal),
      refetchInterval: ({ state: { data } }) =>
        data?.publications.some(isChecking) === true ? CHECKING_MS : false,
    }),
  publication: (course: string, id: string) =>
    queryOptions({
      queryKey: ['publication', course, id],
      queryFn: ({ signal }) => api.getPublication(course, id, signal),
      refetchInterval: ({ state: { data } }) =>
        data === undefined || isChecking(data) ? CHECKING_MS : false,
    }),
  auditLog: (course: string) =>
    infiniteQueryOptions({
      queryKey: ['audit-log', course],
      queryFn: ({ pageParam, signal }) => api.getAuditLog(course, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  extensions: (course: string) =>
    infiniteQueryOptions({
      queryKey: ['extensions', course],
      queryFn: ({ pageParam, signal }) => policiesApi.getExtensions(course, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  /** The newest ones, with how many are unread; asked for again and again while the portal is open. */
  news: () =>
    queryOptions({
      queryKey: ['notifications', 'newest'],
      queryFn: ({ signal }) => policiesApi.getNotifications(null, signal),
      refetchInterval: 60_000,
    }),
  notifications: () =>
    infiniteQueryOptions({
      queryKey: ['notifications', 'all'],
      queryFn: ({ pageParam, signal }) => policiesApi.getNotifications(pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  notificationSettings: () =>
    queryOptions({
      queryKey: ['notification-settings'],
      queryFn: ({ signal }) => policiesApi.getNotificationSettings(signal),
    }),
  gradebook: (course: string) =>
    queryOptions({
      queryKey: ['gradebook', course],
      queryFn: ({ signal }) => api.getGradebook(course, signal),
    }),
  /** Without `shown`, the key of both lists. */
  regradeRequests: (course: string, shown?: 'open' | 'all') =>
    infiniteQueryOptions({
      queryKey: ['regrade-requests', course, ...(shown === undefined ? [] : [shown])],
      queryFn: ({ pageParam, signal }) => api.getRegradeRequests(course, shown ?? 'all', pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  courseSubmissions: (course: string) =>
    infiniteQueryOptions({
      queryKey: ['course-submissions', course],
      queryFn: ({ pageParam, signal }) => api.getSubmissions(course, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
};

export function createQueryClient(): QueryClient {
  // A session that ended while a page was open: the portal asks to sign in and comes back to the same page.
  const onError = (error: Error): void => {
    if (isApiError(error, 401)) client.setQueryData(queries.me().queryKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // What the server refused stays refused; what never arrived may arrive yet.
        retry: (count, error) =>
          count < 2 && isApiError(error) && (error.status === 0 || error.status >= 502),
      },
    },
  });
  return client;
}
