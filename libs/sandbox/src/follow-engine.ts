import { InfrastructureError } from '#libs/grader-sdk';

const buildMend =
  'The lines above say which step failed; a mirror that is down for a moment is worth a second try.';

/** Gets readable lines of what the engine does. */
export type OnProgress = (line: string) => void;

/**
 * Reads the engine's answer to a build, pull or import (one JSON object a line) to its end.
 * @param idleMs gives up when nothing arrives for so long. @throws InfrastructureError
 */
export async function followEngine(
  doing: string,
  stream: NodeJS.ReadableStream,
  onProgress: OnProgress,
  idleMs = 10 * 60_000,
): Promise<void> {
  let pending = '';
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const silent = new Error(`nothing was heard for ${idleMs / 1000} s`);
      (stream as NodeJS.ReadableStream & { destroy(error: Error): void }).destroy(silent);
    }, idleMs);
  };
  watch();
  try {
    for await (const chunk of stream) {
      watch();
      const lines = (pending + chunk.toString()).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) report(doing, line, onProgress);
    }
    report(doing, pending, onProgress);
  } catch (error) {
    if (error instanceof InfrastructureError) throw error;
    throw new InfrastructureError(
      `${doing}: ${error instanceof Error ? error.message : String(error)}`,
      buildMend,
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(timer);
  }
}

function report(doing: string, line: string, onProgress: OnProgress): void {
  if (line.trim() === '') return;
  const message: unknown = JSON.parse(line);
  const error = textOf(message, 'error');
  if (error !== undefined) throw new InfrastructureError(`${doing}: ${error}`, buildMend);
  const text = (textOf(message, 'stream') ?? textOf(message, 'status') ?? '').trim();
  for (const part of text.split('\n')) if (part.trim() !== '') onProgress(part.trimEnd());
}

function textOf(message: unknown, key: string): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const value = (message as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
}
