/**
 * `assay doctor --sandbox`: tries from inside a sandbox what a hostile program would try, on this very host and engine.
 * The attempts are sandbox-images/probes/probes.c, compiled like a submission and run in a container of every image; a
 * few need more than one run.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  InfrastructureError,
  type RunOutcome,
  type RunRequest,
  type Sandbox,
  type SandboxImage,
  type SandboxSession,
} from '#libs/grader-sdk';

export interface ProbeResult {
  readonly image: SandboxImage;
  /** For example `socket-vsock`. */
  readonly name: string;
  /** What would be open, as a phrase: `Internet sockets`. */
  readonly question: string;
  readonly shut: boolean;
  /** Why it is not shut, where that is not simply "it worked". */
  readonly detail?: string;
}

const limits = { cpuSeconds: 5, wallSeconds: 10 };
const phases = ['run', 'build'] as const;

/** Those that programs run in; all are made of one base, so that a program of one runs in the others. */
const images: readonly SandboxImage[] = ['c', 'cpp', 'python', 'pytorch'];

/** All probes in all images, in the order in which they were tried. @throws InfrastructureError when they can't be tried at all. */
export async function probeSandbox(
  sandbox: Sandbox,
  imagesDirectory: string,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const source = await readFile(join(imagesDirectory, 'probes', 'probes.c'));
  const program = await compiled(sandbox, source, signal);
  const results: ProbeResult[] = [];
  for (const image of images) results.push(...(await probeImage(sandbox, image, program, signal)));
  return results;
}

async function probeImage(
  sandbox: Sandbox,
  image: SandboxImage,
  program: Uint8Array,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const session = await sandbox.open({ image }, signal);
  const found: Omit<ProbeResult, 'image'>[] = [];
  try {
    await session.run({
      phase: 'build',
      command: ['chmod', '755', 'probes'],
      files: new Map([['probes', program]]),
      keep: ['probes'],
      limits,
    });
    const listing = await session.run({ command: ['./probes'], limits });
    for (const line of text(listing.stdout).trim().split('\n')) {
      const [name = '', where = '', question = ''] = line.split('\t');
      found.push(await probe(session, name, question, where === 'run' ? ['run'] : phases));
    }
    found.push(await leavesNothing(session));
  } finally {
    await session.close();
  }
  return found.map((result) => ({ image, ...result }));
}

async function compiled(sandbox: Sandbox, source: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  const outcome = await sandbox.run(
    {
      image: 'c',
      phase: 'build',
      command: ['gcc', '-D_GNU_SOURCE', '-O1', '-w', '-o', 'probes', 'probes.c'],
      files: new Map([['probes.c', source]]),
      limits: { cpuSeconds: 30 },
      collect: ['probes'],
    },
    signal,
  );
  const program =
    outcome.kind === 'exited' && outcome.exitCode === 0 ? outcome.files.get('probes') : undefined;
  if (program) return program;
  throw new InfrastructureError(`The probes could not be compiled: ${text(outcome.stderr)}`);
}

async function probe(
  session: SandboxSession,
  name: string,
  question: string,
  where: readonly ('run' | 'build')[],
): Promise<Omit<ProbeResult, 'image'>> {
  for (const phase of where) {
    const outcome = await attempt(session, { phase, command: ['./probes', name], limits });
    const open = whyOpen(outcome);
    if (open !== undefined) return { name, question, shut: false, detail: `${open} (phase ${phase})` };
  }
  return { name, question, shut: true };
}

/** A probe may take the container with it; that is an open way, not a failure to probe. */
async function attempt(
  session: SandboxSession,
  request: RunRequest,
): Promise<RunOutcome | InfrastructureError> {
  try {
    return await session.run(request);
  } catch (error) {
    if (error instanceof InfrastructureError) return error;
    throw error;
  }
}

/** Only a clean "no" is shut: status 0, or the end that the kernel makes of a forbidden call. */
function whyOpen(outcome: RunOutcome | InfrastructureError): string | undefined {
  if (outcome instanceof InfrastructureError) return outcome.message;
  if (outcome.kind === 'signalled')
    return outcome.signal === 'SIGSYS' ? undefined : `ended by ${outcome.signal}`;
  if (outcome.kind !== 'exited') return outcome.kind;
  if (outcome.exitCode === 0) return undefined;
  return outcome.exitCode === 1 ? 'it worked' : `ended with ${outcome.exitCode}`;
}

/** Files everywhere and a daemon, left by one run and looked for by the next. */
async function leavesNothing(session: SandboxSession): Promise<Omit<ProbeResult, 'image'>> {
  const name = 'state-between-runs';
  const question = 'leaving files or processes for the next run';
  const leave =
    'for d in /work /tmp /dev/shm /dev/mqueue /var/tmp /run; do echo x > $d/probe; done 2>/dev/null; (sleep 100 &) ; true';
  const look =
    'find / -xdev -name probe 2>/dev/null; find /work /tmp /dev -name probe 2>/dev/null; cat /proc/[0-9]*/comm | grep sleep';
  await attempt(session, { phase: 'build', command: ['/bin/sh', '-c', leave], limits });
  const found = await attempt(session, { phase: 'build', command: ['/bin/sh', '-c', look], limits });
  if (found instanceof InfrastructureError) return { name, question, shut: false, detail: found.message };
  const left = text(found.stdout).trim();
  return left === '' ? { name, question, shut: true } : { name, question, shut: false, detail: left };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
