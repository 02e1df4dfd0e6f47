import {
  type ApplyRegrade,
  type RegradePolicy,
  type RegradePreview,
  regradePreviewSchema,
  type RegradeRunList,
  regradeRunListSchema,
  regradeRunSchema,
  type RegradeRunView,
  type StartRegrade,
  type ToldRegrades,
  toldRegradesSchema,
  type VersionList,
  versionListSchema,
} from '#libs/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPath, fetchJson } from './client';

/** So often a run that grades is asked how far it is. */
const LOOK_MS = 2_000;

const runPath = (course: string, ...rest: readonly string[]): string =>
  apiPath('courses', course, 'regrade-runs', ...rest);

export const startRegrade = (
  course: string,
  assignment: string,
  json: StartRegrade,
): Promise<RegradeRunView> =>
  fetchJson(regradeRunSchema, apiPath('courses', course, 'assignments', assignment, 'regrade-runs'), {
    method: 'POST',
    json,
  });

export const cancelRegrade = (course: string, id: string): Promise<RegradeRunView> =>
  fetchJson(regradeRunSchema, runPath(course, id, 'cancel'), { method: 'POST' });

export const applyRegrade = (course: string, id: string, json: ApplyRegrade): Promise<RegradeRunView> =>
  fetchJson(regradeRunSchema, runPath(course, id, 'apply'), { method: 'POST', json });

export const revertRegrade = (course: string, id: string, reason: string): Promise<RegradeRunView> =>
  fetchJson(regradeRunSchema, runPath(course, id, 'revert'), { method: 'POST', json: { reason } });

/** The submission as a regression sample for its problem's pack. */
export const samplePath = (submission: string): string => apiPath('submissions', submission, 'sample.zip');

export const regradeQueries = {
  versions: (course: string, assignment: string) =>
    infiniteQueryOptions({
      queryKey: ['versions', course, assignment],
      queryFn: ({ pageParam, signal }): Promise<VersionList> => {
        const query = pageParam === null ? '' : `?before=${pageParam}`;
        const path = apiPath('courses', course, 'assignments', assignment, 'versions');
        return fetchJson(versionListSchema, path + query, { signal });
      },
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.next,
    }),
  /** Without an id, the key of everything about runs of the course. */
  all: (course: string) => ['regrade-runs', course] as const,
  list: (course: string) =>
    infiniteQueryOptions({
      queryKey: ['regrade-runs', course, 'list'],
      queryFn: ({ pageParam, signal }): Promise<RegradeRunList> => {
        const query = pageParam === null ? '' : `?after=${pageParam}`;
        return fetchJson(regradeRunListSchema, runPath(course) + query, { signal });
      },
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  run: (course: string, id: string) =>
    queryOptions({
      queryKey: ['regrade-runs', course, id],
      queryFn: ({ signal }): Promise<RegradeRunView> =>
        fetchJson(regradeRunSchema, runPath(course, id), { signal }),
      refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
    }),
  preview: (course: string, id: string, policy: RegradePolicy) =>
    queryOptions({
      queryKey: ['regrade-runs', course, id, 'preview', policy],
      queryFn: ({ signal }): Promise<RegradePreview> =>
        fetchJson(regradePreviewSchema, `${runPath(course, id, 'preview')}?policy=${policy}`, { signal }),
      staleTime: 0,
    }),
  told: (submission: string) =>
    queryOptions({
      queryKey: ['regrades', submission],
      queryFn: ({ signal }): Promise<ToldRegrades> =>
        fetchJson(toldRegradesSchema, apiPath('submissions', submission, 'regrades'), { signal }),
    }),
};
