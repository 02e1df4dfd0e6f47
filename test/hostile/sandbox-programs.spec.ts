/**
 * Each program runs as a submission would: compiled and run in a container of its own, followed in the same container by
 * an honest run. After each, whatever it was: its verdict is the expected one, nothing of the host or of another
 * submission is in what it printed, and the honest run is as if the hostile one had not been. All of it twice, then four
 * at a time. At the end no container and no process of a sandbox user is left.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import type { RunOutcome, SandboxSession } from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { type Expected, type HostileProgram, hostilePrograms, sourceOf } from './programs';

const settings = {
  ...sandboxSettingsFromEnv(process.env, join(__dirname, '../../sandbox-images')),
  platform: `assay-hostile-${process.pid}`,
  // Other suites on this machine have the users from 61000 on.
  firstUserId: 64_000,
};
const sandbox = new DockerSandbox(settings);
const engine = new Docker({ socketPath: settings.engine.replace('unix://', '') });
const never = new AbortController().signal;
const MiB = 1024 * 1024;
const secret = 'expected-output-of-another-submission';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

async function compile(session: SandboxSession, program: HostileProgram): Promise<RunOutcome> {
  return session.run({
    phase: 'build',
    command: ['gcc', '-O1', '-w', '-fmax-errors=5', '-D_GNU_SOURCE', '-pthread', '-o', 'prog', 'main.c'],
    files: new Map([['main.c', Buffer.from(sourceOf(program))]]),
    limits: { cpuSeconds: 4, wallSeconds: 20, outputBytes: 64 * 1024 },
    keep: ['prog'],
  });
}

function verdictOf(outcome: RunOutcome): Expected {
  switch (outcome.kind) {
    case 'exited':
      return 'shut';
    case 'signalled':
      return 'crash';
    case 'memory-exceeded':
      return 'memory';
    case 'output-exceeded':
      return 'output';
    case 'timed-out':
      return outcome.limit;
  }
}

/** Compiles, runs; what came of it, and all that it said. */
async function attack(
  session: SandboxSession,
  program: HostileProgram,
): Promise<{ verdict: Expected; said: string }> {
  const built = await compile(session, program);
  const messages = text(built.stderr) + text(built.stdout);
  if (built.kind !== 'exited') return { verdict: verdictOf(built), said: messages };
  if (built.exitCode !== 0) return { verdict: 'compile-error', said: messages };
  const outcome = await session.run({
    command: ['./prog'],
    stdin: Buffer.from('input of this run\n'),
    limits: { cpuSeconds: 0.5, wallSeconds: 1.5, outputBytes: 256 * 1024 },
    collect: ['out', 'prog'],
  });
  const collected = outcome.kind === 'exited' ? [...outcome.files.keys()] : [];
  expect(collected.filter((name) => name !== 'prog')).toEqual([]); // no link, FIFO or folder came back
  return { verdict: verdictOf(outcome), said: messages + text(outcome.stdout) + text(outcome.stderr) };
}

/** A run after the attack finds only what it should. */
async function expectClean(session: SandboxSession): Promise<void> {
  const run = await session.run({
    phase: 'build',
    command: [
      '/bin/sh',
      '-c',
      'cat; ls -A /work /tmp | grep -v -e : -e "^$" -e "^prog$" -e "^data$"; find / -xdev -name trace; ls -d /proc/[0-9]* | wc -l',
    ],
    files: new Map([['data', Buffer.from('x')]]),
    stdin: Buffer.from('honest\n'),
    limits: { cpuSeconds: 5, wallSeconds: 15 },
  });
  expect(run).toMatchObject({ kind: 'exited' });
  const [honest, processes, ...more] = text(run.stdout).trim().split('\n');
  expect(more).toEqual([]);
  expect(honest).toBe('honest');
  expect(Number(processes)).toBeLessThanOrEqual(4); // supervisor, shell, ls, wc
}

async function submit(program: HostileProgram): Promise<void> {
  const session = await sandbox.open({ image: 'c', memoryBytes: 128 * MiB }, never);
  try {
    const { verdict, said } = await attack(session, program);
    const allowed = [program.expect].flat();
    if (!allowed.includes('harmless') && !allowed.includes(verdict)) {
      throw new Error(
        `${program.name}: ${verdict}, expected ${allowed.join(' or ')}; it said ${said.slice(0, 400)}`,
      );
    }
    expect(said).not.toContain('OPEN ');
    expect(said).not.toContain('root:');
    expect(said).not.toContain(secret);
    await expectClean(session);
  } finally {
    await session.close();
  }
}

function sandboxProcesses(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .filter((pid) => {
      try {
        const { uid } = statSync(`/proc/${pid}`);
        return uid >= settings.firstUserId && uid < settings.firstUserId + 64;
      } catch {
        return false;
      }
    });
}

async function containers(): Promise<unknown[]> {
  return engine.listContainers({ all: true, filters: { label: [`assay.platform=${settings.platform}`] } });
}

beforeAll(() => sandbox.images.ensure('c'), 30 * 60_000);

afterAll(async () => {
  await sandbox.close();
  expect(await containers()).toEqual([]);
  expect(sandboxProcesses()).toEqual([]);
  expect(readFileSync('/etc/passwd', 'utf8')).toContain('root:');
}, 120_000);

test('there are enough of them', () => {
  expect(hostilePrograms.length).toBeGreaterThanOrEqual(60);
  expect(new Set(hostilePrograms.map(({ name }) => name)).size).toBe(hostilePrograms.length);
});

describe.each(['once', 'again'])('%s', () => {
  test.each(hostilePrograms.map((program) => [program.name, program] as const))(
    '%s',
    (_, program) => submit(program),
    120_000,
  );
});

test(
  'four at a time, with an honest submission among them that notices nothing',
  async () => {
    const queue = [...hostilePrograms];
    let hostileDone = 0;
    const honest = async (): Promise<void> => {
      while (hostileDone < 3) {
        await using session = await sandbox.open({ image: 'c' }, never);
        const run = await session.run({
          command: ['sort', '-n'],
          stdin: Buffer.from('3\n1\n2\n'),
          limits: { cpuSeconds: 2, wallSeconds: 30 },
          env: { EXPECTED: secret },
        });
        expect(run).toMatchObject({ kind: 'exited', exitCode: 0 });
        expect(text(run.stdout)).toBe('1\n2\n3\n');
        expect(run.usage.cpuSeconds).toBeLessThan(0.5);
      }
    };
    const hostile = async (): Promise<void> => {
      for (let program = queue.shift(); program; program = queue.shift()) await submit(program);
      hostileDone++;
    };
    await Promise.all([honest(), hostile(), hostile(), hostile()]);
  },
  20 * 60_000,
);
