import { join } from 'node:path';
import Docker from 'dockerode';
import { InfrastructureError, type RunOutcome, type RunRequest, type SandboxSession } from '#libs/grader-sdk';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';

const platform = `assay-test-${process.pid}`;
const settings = {
  ...sandboxSettingsFromEnv(process.env, join(__dirname, '../../sandbox-images')),
  platform,
  warmContainers: 0,
};
const sandbox = new DockerSandbox(settings);
const engine = new Docker({ socketPath: settings.engine.replace('unix://', '') });
const live = new AbortController();
const limits = { cpuSeconds: 2 };
const MiB = 1024 * 1024;

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const text = (content: Uint8Array | undefined): string => Buffer.from(content ?? []).toString('utf8');

async function containers(status?: string, of = platform): Promise<string[]> {
  const found = await engine.listContainers({
    all: true,
    filters: { label: [`assay.platform=${of}`], ...(status !== undefined && { status: [status] }) },
  });
  return found.map(({ Id }) => Id);
}

async function build(session: SandboxSession, source: string): Promise<void> {
  const outcome = await session.run({
    phase: 'build',
    command: ['gcc', '-O2', '-w', '-pthread', '-o', 'prog', 'main.c'],
    files: new Map([['main.c', bytes(source)]]),
    limits: { cpuSeconds: 20 },
    keep: ['prog'],
  });
  expect(text(outcome.stderr)).toBe('');
  expect(outcome).toMatchObject({ kind: 'exited', exitCode: 0 });
}

/** Compiles a program and runs it once. */
async function runC(source: string, run: Partial<RunRequest> = {}, session = {}): Promise<RunOutcome> {
  const opened = await sandbox.open({ image: 'c', ...session }, live.signal);
  try {
    await build(opened, source);
    return await opened.run({ command: ['./prog'], limits, ...run });
  } finally {
    await opened.close();
  }
}

beforeAll(async () => {
  await sandbox.images.ensure('c', (line) => process.stderr.write(`${line}\n`));
}, 15 * 60_000);

afterAll(async () => {
  await sandbox.close();
  expect(await containers()).toEqual([]);
}, 90_000);

describe('outcomes', () => {
  jest.setTimeout(60_000);

  test('a program that ends: exit code, both streams, usage', async () => {
    const outcome = await runC(
      '#include <stdio.h>\nint main(){int c,n=0;while((c=getchar())!=EOF)n++;printf("%d",n);fputs("hm",stderr);return 3;}',
      { stdin: new Uint8Array(3 * MiB) },
    );
    expect(outcome).toMatchObject({ kind: 'exited', exitCode: 3 });
    expect(text(outcome.stdout)).toBe(String(3 * MiB));
    expect(text(outcome.stderr)).toBe('hm');
    expect(outcome.usage.cpuSeconds).toBeGreaterThan(0);
    expect(outcome.usage.wallSeconds).toBeGreaterThan(0);
    expect(outcome.usage.peakMemoryBytes).toBeGreaterThan(100_000);
  });

  test.each([
    ['abort()', 'SIGABRT'],
    ['*(volatile int *)0 = 1', 'SIGSEGV'],
    ['raise(SIGKILL)', 'SIGKILL'],
    ['raise(SIGXCPU)', 'SIGXCPU'],
  ])('%s is a crash by %s, not a limit', async (statement, signal) => {
    const outcome = await runC(`#include <signal.h>\n#include <stdlib.h>\nint main(){${statement};}`);
    expect(outcome).toMatchObject({ kind: 'signalled', signal });
  });

  test('endless recursion is a crash', async () => {
    const outcome = await runC(
      'int f(volatile int n){volatile int a[99];a[0]=n;return f(n+1)+a[0];}int main(){return f(0);}',
    );
    expect(outcome).toMatchObject({ kind: 'signalled', signal: 'SIGSEGV' });
  });

  test('an endless loop is out of CPU time', async () => {
    const outcome = await runC('int main(){for(;;);}', { limits: { cpuSeconds: 0.3 } });
    expect(outcome).toMatchObject({ kind: 'timed-out', limit: 'cpu' });
    expect(outcome.usage.cpuSeconds).toBeLessThan(0.6);
  });

  test('threads share the CPU time limit', async () => {
    const outcome = await runC(
      '#include <pthread.h>\nvoid*f(void*p){for(;;);}int main(){pthread_t t;pthread_create(&t,0,f,0);f(0);}',
      { limits: { cpuSeconds: 0.5 } },
      { cpus: 2 },
    );
    expect(outcome).toMatchObject({ kind: 'timed-out', limit: 'cpu' });
  });

  test('a sleeper is out of wall time', async () => {
    const outcome = await runC('#include <unistd.h>\nint main(){for(;;)pause();}', {
      limits: { cpuSeconds: 1, wallSeconds: 0.5 },
    });
    expect(outcome).toMatchObject({ kind: 'timed-out', limit: 'wall' });
    expect(outcome.usage.cpuSeconds).toBeLessThan(0.2);
  });

  test('too much memory, by the kernel’s own count', async () => {
    const outcome = await runC(
      '#include <stdlib.h>\n#include <string.h>\nint main(){for(;;)memset(malloc(1<<20),1,1<<20);}',
      {},
      { memoryBytes: 64 * MiB },
    );
    expect(outcome.kind).toBe('memory-exceeded');
  });

  test('too much output stops at the cap', async () => {
    const outcome = await runC('#include <stdio.h>\nint main(){for(;;)puts("again and again");}', {
      limits: { cpuSeconds: 5, outputBytes: 5000 },
    });
    expect(outcome.kind).toBe('output-exceeded');
    expect(outcome.stdout).toHaveLength(5000);
  });

  test('output within a large cap comes whole', async () => {
    const outcome = await runC('#include <stdio.h>\nint main(){for(int i=0;i<1000000;i++)puts("0123456");}', {
      limits: { cpuSeconds: 5, outputBytes: 8_000_000 },
    });
    expect(outcome).toMatchObject({ kind: 'exited', exitCode: 0 });
    expect(outcome.stdout).toHaveLength(8_000_000);
  });

  test('what isn’t there or can’t be executed ends as in a shell', async () => {
    const session = await sandbox.open({ image: 'c' }, live.signal);
    const missing = await session.run({ command: ['./nothing'], limits });
    expect(missing).toMatchObject({ kind: 'exited', exitCode: 127 });
    const files = new Map([['data', bytes('hello')]]);
    const data = await session.run({ command: ['./data'], files, limits });
    expect(data).toMatchObject({ kind: 'exited', exitCode: 126 });
    await session.close();
  });
});

describe('files', () => {
  jest.setTimeout(60_000);

  test('are put, kept, collected; all else is wiped', async () => {
    await using session = await sandbox.open({ image: 'c' }, live.signal);
    const sh = (script: string, run: Partial<RunRequest> = {}): Promise<RunOutcome> =>
      session.run({ phase: 'build', command: ['/bin/sh', '-c', script], limits, ...run });

    const first = await sh(
      'cat in > out; echo two > kept; ln -s /etc/hostname link; mkfifo fifo; mkdir -p a/b/c; chmod 0 a',
      {
        files: new Map([['in', bytes('ONE')]]),
        keep: ['kept', 'nothing'],
        collect: ['out', 'link', 'fifo', 'a', 'nothing'],
      },
    );
    expect(first).toMatchObject({ kind: 'exited', exitCode: 0 });
    const collected = first.kind === 'exited' ? first.files : new Map<string, Uint8Array>();
    expect([...collected.keys()]).toEqual(['out']);
    expect(text(collected.get('out'))).toBe('ONE');

    const second = await sh(
      'ls -A . /tmp; stat -c %a kept; echo changed >> kept 2>/dev/null || chmod 600 kept && echo x >> kept; touch /tmp/left',
    );
    expect(text(second.stdout)).toBe('.:\nkept\n\n/tmp:\n444\n');
    const third = await sh('cat kept; ls /tmp');
    expect(text(third.stdout)).toBe('two\n');
  });

  test('a file larger than a frame comes back as it was', async () => {
    await using session = await sandbox.open({ image: 'c' }, live.signal);
    const content = Buffer.alloc(5 * MiB, 'abcdefg');
    const outcome = await session.run({
      command: ['cat', 'data'],
      files: new Map([['data', content]]),
      limits: { cpuSeconds: 5, outputBytes: 6 * MiB },
      collect: ['data'],
    });
    expect(Buffer.compare(Buffer.from(outcome.stdout), content)).toBe(0);
    expect(outcome.kind === 'exited' && content.equals(outcome.files.get('data')!)).toBe(true);
  });

  test('live output arrives while the program runs', async () => {
    await using session = await sandbox.open({ image: 'c' }, live.signal);
    const times: number[] = [];
    await session.run({
      phase: 'build',
      command: ['/bin/sh', '-c', 'echo 1; sleep 0.4; echo 2'],
      limits,
      onStdout: () => times.push(Date.now()),
    });
    expect(times).toHaveLength(2);
    expect(times[1]! - times[0]!).toBeGreaterThan(200);
  });
});

describe('isolation and life cycle', () => {
  jest.setTimeout(60_000);

  test('no network, no other process, nothing writable but its own places', async () => {
    await using session = await sandbox.open({ image: 'c' }, live.signal);
    const outcome = await session.run({
      phase: 'build',
      command: [
        '/bin/sh',
        '-c',
        'cat /proc/net/dev | grep -c :; ls -d /proc/[0-9]* | wc -l; id -u; touch /usr/x; cat /etc/passwd; env',
      ],
      limits,
    });
    const [interfaces, processes, user, ...rest] = text(outcome.stdout).trim().split('\n');
    expect(interfaces).toBe('1');
    expect(Number(processes)).toBeLessThanOrEqual(4); // supervisor, shell, ls, wc
    expect(Number(user)).toBeGreaterThanOrEqual(settings.firstUserId);
    expect(rest.map((line) => line.split('=')[0]).sort()).toEqual([
      'HOME',
      'LANG',
      'OMP_NUM_THREADS',
      'OMP_WAIT_POLICY',
      'OPENBLAS_NUM_THREADS',
      'PATH',
      'PWD',
      'PYTHONHASHSEED',
      'TMPDIR',
    ]);
    expect(text(outcome.stderr)).toContain('Read-only file system');
  });

  test('an abort ends a running program and its container', async () => {
    const abort = new AbortController();
    const session = await sandbox.open({ image: 'c' }, abort.signal);
    setTimeout(() => abort.abort(), 100);
    await expect(
      session.run({ command: ['sleep', '30'], limits: { cpuSeconds: 20 } }),
    ).rejects.toBeInstanceOf(InfrastructureError);
    await session.close();
    await expect(sandbox.open({ image: 'c' }, abort.signal)).rejects.toBeInstanceOf(InfrastructureError);
  });

  test('a container that is killed is a failure of the platform', async () => {
    const others = await containers();
    const session = await sandbox.open({ image: 'c' }, live.signal);
    const [own] = (await containers('running')).filter((id) => !others.includes(id));
    setTimeout(() => void engine.getContainer(own!).kill(), 100);
    await expect(
      session.run({ command: ['sleep', '30'], limits: { cpuSeconds: 20 } }),
    ).rejects.toBeInstanceOf(InfrastructureError);
    await session.close();
    await session.close();
  });

  test('an engine that isn’t there is told with its mend', async () => {
    const nowhere = new DockerSandbox({ ...settings, engine: 'unix:///nowhere.sock' });
    await expect(nowhere.open({ image: 'c' }, live.signal)).rejects.toMatchObject({
      name: 'InfrastructureError',
      mend: expect.stringContaining('DOCKER_HOST') as string,
    });
    await nowhere.close();
  });

  test('a sweep takes what a dead process left, and nothing else', async () => {
    const session = await sandbox.open({ image: 'c' }, live.signal);
    const [own] = await containers('running');
    const { Config } = await engine.getContainer(own!).inspect();
    const boot = Config.Labels['assay.boot']!;
    const { id } = await engine.createContainer({
      Image: session.imageDigest,
      Labels: { 'assay.platform': platform, 'assay.boot': boot.replace(/-\d+$/u, '-1') },
    });
    expect(await sandbox.sweep()).toBe(1);
    expect(await containers()).not.toContain(id);
    const outcome = await session.run({ command: ['true'], limits });
    expect(outcome.kind).toBe('exited');
    await session.close();
  });
});

describe('a sweep by the process that made the container', () => {
  test('takes one whose start was lost, once it is old enough', async () => {
    const session = await sandbox.open({ image: 'c' }, live.signal);
    const [own] = await containers('running');
    const { Config } = await engine.getContainer(own!).inspect();
    const { id } = await engine.createContainer({ Image: session.imageDigest, Labels: Config.Labels });
    expect(await sandbox.sweep()).toBe(0);
    const later = Date.now() + 120_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    const swept = await sandbox.sweep();
    jest.restoreAllMocks();
    expect(swept).toBe(1);
    const left = await containers();
    expect(left).not.toContain(id);
    expect(left).toContain(own);
    await session.close();
  });
});

describe('the warm pool', () => {
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 200 && !(await condition()); i++) await new Promise((done) => setTimeout(done, 50));
  };

  test('hands each container out once, holds no more than its limit, and is drained at the end', async () => {
    const pooled = new DockerSandbox({ ...settings, platform: `${platform}-pool`, warmContainers: 2 });
    const waiting = (): Promise<string[]> => containers('running', `${platform}-pool`);
    pooled.prewarm([{ image: 'c' }, { image: 'c' }, { image: 'c' }]);
    await until(async () => (await waiting()).length === 2);
    const ready = await waiting();
    expect(ready).toHaveLength(2);

    const first = await pooled.open({ image: 'c' }, live.signal);
    await first.run({ phase: 'build', command: ['touch', '/tmp/left'], limits });
    await first.close();
    const second = await pooled.open({ image: 'c' }, live.signal);
    const listing = await second.run({ phase: 'build', command: ['ls', '/tmp'], limits });
    expect(text(listing.stdout)).toBe('');
    await second.close();
    await until(async () => !(await waiting()).some((id) => ready.includes(id)));
    expect((await waiting()).filter((id) => ready.includes(id))).toEqual([]);

    await pooled.close();
    expect(await containers(undefined, `${platform}-pool`)).toEqual([]);
  }, 60_000);

  test('a container that died while it waited is not handed out', async () => {
    const pooled = new DockerSandbox({ ...settings, platform: `${platform}-dead`, warmContainers: 1 });
    const waiting = (): Promise<string[]> => containers('running', `${platform}-dead`);
    pooled.prewarm([{ image: 'c' }]);
    await until(async () => (await waiting()).length === 1);
    await engine.getContainer((await waiting())[0]!).kill();
    await until(async () => (await waiting()).length === 0);
    await using session = await pooled.open({ image: 'c' }, live.signal);
    expect((await session.run({ command: ['true'], limits })).kind).toBe('exited');
    await pooled.close();
  }, 60_000);
});

describe('the pytorch image', () => {
  beforeAll(async () => {
    await sandbox.images.ensure('pytorch', (line) => process.stderr.write(`${line}\n`));
  }, 20 * 60_000);

  const open = (): Promise<SandboxSession> =>
    sandbox.open({ image: 'pytorch', memoryBytes: 1024 * MiB }, live.signal);
  const python = (
    session: SandboxSession,
    source: string,
    run: Partial<RunRequest> = {},
  ): Promise<RunOutcome> =>
    session.run({
      command: ['python3', '-I', '-B', 'program.py'],
      files: new Map([['program.py', bytes(source)]]),
      limits: { cpuSeconds: 60 },
      ...run,
    });

  // -d is no flag that the warm template takes, so this starts an interpreter of its own.
  test.each([
    ['warm', []],
    ['cold', ['-d']],
  ])(
    'trains under the strict filter, %s',
    async (_, flags) => {
      const script = `
import torch, numpy, sys, threading
torch.manual_seed(0)
x = torch.randn(64, 10); w = torch.zeros(10); y = x @ torch.arange(10.)
for _ in range(300):
    w -= 0.1 * 2 / 64 * x.T @ (x @ w - y)
t = threading.Thread(target=lambda: print('thread')); t.start(); t.join()
print(' '.join(f'{v:.2f}' for v in w.tolist()), len(sys.stdin.buffer.read()), torch.get_num_threads())
`;
      await using session = await open();
      const outcome = await python(session, script, {
        command: ['python3', '-I', '-B', ...flags, 'program.py'],
        stdin: new Uint8Array(MiB),
      });
      expect(text(outcome.stdout)).toBe(
        `thread\n0.00 1.00 2.00 3.00 4.00 5.00 6.00 7.00 8.00 9.00 ${String(MiB)} 1\n`,
      );
      expect(text(outcome.stderr)).toBe('');
      expect(outcome).toMatchObject({ kind: 'exited', exitCode: 0 });
    },
    90_000,
  );

  test('a warm start takes a fraction of an import, again and again, and remembers nothing', async () => {
    await using session = await open();
    for (let run = 0; run < 3; run++) {
      const outcome = await python(
        session,
        'import torch, builtins, sys, os\nprint(hasattr(builtins, "left"), sys.argv, os.listdir("."), "SECRET" in os.environ)\nbuiltins.left = torch.left = 1\nopen("left", "w")',
        { command: ['python3', '-IB', 'program.py', 'a b'], ...(run === 0 && { env: { SECRET: '1' } }) },
      );
      expect(text(outcome.stdout)).toBe(
        `False ['program.py', 'a b'] ['program.py'] ${run === 0 ? 'True' : 'False'}\n`,
      );
      expect(outcome.usage.cpuSeconds).toBeLessThan(0.5);
    }
  }, 60_000);

  test.each([
    ['import sys\nsys.exit(7)', 7, ''],
    ['import sys\nsys.exit(-1)', 255, ''],
    ['import sys\nsys.exit("bye")', 1, 'bye\n'],
    [
      'import sys, threading, time\nthreading.Thread(target=lambda: (time.sleep(0.2), print("late", file=sys.stderr))).start()',
      0,
      'late\n',
    ],
    [
      'def f():\n    return 1 / 0\nf()',
      1,
      'Traceback (most recent call last):\n  File "program.py", line 3, in <module>\n    f()\n  File "program.py", line 2, in f\n    return 1 / 0\n           ~~^~~\nZeroDivisionError: division by zero\n',
    ],
    ['import atexit, sys\natexit.register(lambda: print("end", file=sys.stderr))', 0, 'end\n'],
  ])(
    'ends as under an interpreter of its own: %j',
    async (source, exitCode, stderr) => {
      for (const flags of ['-IB', '-IBd']) {
        await using session = await open();
        const outcome = await python(session, source, { command: ['python3', flags, 'program.py'] });
        expect(outcome).toMatchObject({ kind: 'exited', exitCode });
        expect(text(outcome.stderr).replace(/\/work\//gu, '')).toBe(stderr);
      }
    },
    60_000,
  );

  test('a folder with a __main__.py runs warm', async () => {
    await using session = await open();
    const outcome = await session.run({
      command: ['python3', '-I', '-B', '/opt/assay/harness', 'nonsense'],
      limits: { cpuSeconds: 20 },
    });
    expect(outcome).toMatchObject({ kind: 'exited', exitCode: 1 });
    expect(text(outcome.stderr)).toMatch(
      /^Traceback \(most recent call last\):\n {2}File "\/opt\/assay\/harness\/__main__.py", line \d+, in <module>\n/u,
    );
  }, 60_000);

  test('limits hold in a warm start, and the next run is as if nothing had been', async () => {
    await using session = await open();
    const endless = await python(session, 'while True: pass', { limits: { cpuSeconds: 0.5 } });
    expect(endless).toMatchObject({ kind: 'timed-out', limit: 'cpu' });
    const memory = await python(session, 'a = bytearray(2 << 30)');
    expect(memory.kind).toBe('memory-exceeded');
    const crash = await python(session, 'import os\nos.kill(os.getpid(), 9)');
    expect(crash).toMatchObject({ kind: 'signalled', signal: 'SIGKILL' });
    const others = await python(
      session,
      'import os\nfor pid in (1, os.getppid(), -1, 2, 3, 7):\n  try: os.kill(pid, 9); print("sent", pid)\n  except OSError: pass\ntry: os.fork(); print("forked")\nexcept OSError: pass',
    );
    expect(text(others.stdout)).toBe('');
    const good = await python(session, 'import torch; print(torch.ones(2).sum().item())');
    expect(text(good.stdout)).toBe('2.0\n');
    expect(good.usage.cpuSeconds).toBeLessThan(0.5);
  }, 60_000);
});
