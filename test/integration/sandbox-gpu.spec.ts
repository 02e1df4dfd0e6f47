/** No GPU is needed here: these tests look at what an engine is asked for, and at what is made of its answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { ScriptedEngine } from '../support/scripted-engine';

const folder = mkdtempSync(join(tmpdir(), 'assay-engine-'));
const never = new AbortController().signal;
const limits = { cpuSeconds: 1 };
let socket = 0;

async function withEngine(
  answers: ConstructorParameters<typeof ScriptedEngine>[0],
  work: (sandbox: DockerSandbox, engine: ScriptedEngine) => Promise<void>,
): Promise<void> {
  const engine = new ScriptedEngine(answers);
  const path = join(folder, `${++socket}.sock`);
  await engine.listen(path);
  const sandbox = new DockerSandbox({
    ...sandboxSettingsFromEnv({ DOCKER_HOST: `unix://${path}` }, join(__dirname, '../../sandbox-images')),
    warmContainers: 0,
  });
  try {
    await work(sandbox, engine);
  } finally {
    await sandbox.close();
    await engine.close();
  }
}

function deviceRequests(engine: ScriptedEngine): unknown[] {
  return engine.asked
    .filter(({ path }) => path === '/containers/create')
    .map(({ body }) => (body as { HostConfig: { DeviceRequests?: unknown } }).HostConfig.DeviceRequests);
}

afterAll(() => rmSync(folder, { recursive: true }));

const two = '0, NVIDIA H100 80GB HBM3, 550.54.15, 81559\n1, NVIDIA H100 80GB HBM3, 550.54.15, 81559\n';
const capabilities = [['gpu', 'compute', 'utility']];

test('asks for all devices once, then for one device a session, and names it', async () => {
  await withEngine({ stdout: two }, async (sandbox, engine) => {
    const first = await sandbox.open({ image: 'pytorch', gpu: true }, never);
    const second = await sandbox.open({ image: 'pytorch', gpu: true }, never);
    expect(first.device).toBe('NVIDIA H100 80GB HBM3 (driver 550.54.15, 80 GiB)');
    expect((await first.run({ command: ['python3', 'train.py'], limits })).kind).toBe('exited');
    expect(deviceRequests(engine)).toEqual([
      [{ Driver: 'nvidia', Count: -1, Capabilities: capabilities }],
      [{ Driver: 'nvidia', DeviceIDs: ['0'], Capabilities: capabilities }],
      [{ Driver: 'nvidia', DeviceIDs: ['1'], Capabilities: capabilities }],
    ]);

    let opened = false;
    const third = sandbox.open({ image: 'pytorch', gpu: true }, never).then((session) => {
      opened = true;
      return session;
    });
    await new Promise((done) => setTimeout(done, 100));
    expect(opened).toBe(false); // both devices are lent
    await second.close();
    expect((await third).device).toContain('H100');
    expect(deviceRequests(engine).at(-1)).toEqual([
      { Driver: 'nvidia', DeviceIDs: ['1'], Capabilities: capabilities },
    ]);
  });
});

test('all other protections are the same with a GPU', async () => {
  await withEngine({ stdout: two }, async (sandbox, engine) => {
    await sandbox.open({ image: 'pytorch', gpu: true }, never);
    const created = engine.asked.filter(({ path }) => path === '/containers/create').at(-1)?.body;
    expect(created).toMatchObject({
      NetworkDisabled: true,
      StdinOnce: true,
      HostConfig: {
        AutoRemove: true,
        CapDrop: ['ALL'],
        NetworkMode: 'none',
        ReadonlyRootfs: true,
        IpcMode: 'none',
        LogConfig: { Type: 'none' },
      },
    });
    const { HostConfig } = created as { HostConfig: Record<string, unknown> };
    expect(HostConfig['Memory']).toBe(HostConfig['MemorySwap']);
    expect(HostConfig['SecurityOpt']).toEqual(['no-new-privileges', expect.stringMatching(/^seccomp=\{/u)]);
    expect(HostConfig).not.toHaveProperty('Binds');
  });
});

test.each([
  'could not select device driver "nvidia" with capabilities: [[gpu compute utility]]',
  'failed to create shim: nvidia-container-cli: initialization error: load library failed: libnvidia-ml.so.1',
])('a host without GPU runs the same session on the CPU, and is asked only once: %s', async (startError) => {
  await withEngine({ stdout: '', startError }, async (sandbox, engine) => {
    for (let i = 0; i < 2; i++) {
      await using session = await sandbox.open({ image: 'pytorch', gpu: true }, never);
      expect(session.device).toBe('cpu');
    }
    expect(await sandbox.gpuDevices()).toEqual([]);
    expect(deviceRequests(engine).filter((requests) => requests !== undefined)).toHaveLength(1);
  });
});

test('an engine that fails for another reason is a failure of the platform, not a host without GPU', async () => {
  await withEngine({ stdout: '', startError: 'no space left on device' }, async (sandbox) => {
    await expect(sandbox.open({ image: 'pytorch', gpu: true }, never)).rejects.toMatchObject({
      name: 'InfrastructureError',
      mend: "Free disk space in the engine's data directory.",
    });
  });
});
