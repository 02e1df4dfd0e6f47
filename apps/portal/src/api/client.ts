import './jitless';
import { problemDetailsSchema } from '#libs/contracts';
import type { z } from 'zod';
import { words } from '../words';

/** An answer of the API that is no success, or none at all. `message` is a sentence for the reader. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Stable code of the problem, for example `auth.required`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly json?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Builds an address under /api; every part is encoded. */
export function apiPath(...parts: readonly string[]): string {
  return `/api/${parts.map(encodeURIComponent).join('/')}`;
}

/**
 * Sends a request and returns its JSON body, checked against the schema.
 * @throws ApiError
 */
export async function fetchJson<S extends z.ZodType>(
  schema: S,
  path: string,
  options: RequestOptions = {},
): Promise<z.output<S>> {
  const response = await send(path, options);
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError(response.status, 'client.unexpected-answer', words('client.unexpected-answer'));
}

/** Sends a request whose answer has no body. @throws ApiError */
export async function fetchNothing(path: string, options: RequestOptions): Promise<void> {
  await send(path, options);
}

/** @throws ApiError */
export async function fetchText(path: string, signal?: AbortSignal): Promise<string> {
  const response = await send(path, signal ? { signal } : {});
  return response.text();
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', json, form, headers, signal } = options;
  const init: RequestInit = {
    method,
    headers: {
      accept: 'application/json, application/problem+json;q=0.9, */*;q=0.1',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? (form ?? null) : JSON.stringify(json),
    credentials: 'same-origin',
    signal: signal ?? null,
  };
  const response = await fetch(path, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'client.offline', words('client.offline'));
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = problemDetailsSchema.safeParse(body);
  if (parsed.success) return new ApiError(response.status, parsed.data.code, parsed.data.detail);
  return new ApiError(
    response.status,
    'client.unexpected-answer',
    response.status >= 500
      ? words('client.server-problem')
      : words('client.refused', { status: response.status }),
  );
}

export function isApiError(error: unknown, status?: number): error is ApiError {
  return error instanceof ApiError && (status === undefined || error.status === status);
}
