import { InfrastructureError } from '#libs/grader-sdk';
import { describeGpu, type GpuDevice, GpuSlots, parseGpus, saysNoGpu } from './gpu';

const never = new AbortController().signal;
const device = (id: string): GpuDevice => ({
  id,
  name: 'A100',
  driver: '550.1',
  memoryBytes: 40 * 1024 ** 3,
});

test('reads what nvidia-smi says', () => {
  const devices = parseGpus(
    '0, NVIDIA H100 80GB HBM3, 550.54.15, 81559\n1, NVIDIA H100 80GB HBM3, 550.54.15, 81559\n',
  );
  expect(devices).toHaveLength(2);
  expect(describeGpu(devices[1]!)).toBe('NVIDIA H100 80GB HBM3 (driver 550.54.15, 80 GiB)');
  expect(() => parseGpus('No devices were found')).toThrow(InfrastructureError);
});

test('tells an engine without GPUs from an engine that fails', () => {
  const none = 'could not select device driver "nvidia" with capabilities: [[gpu compute utility]]';
  expect(saysNoGpu(new InfrastructureError(`Starting a sandbox container: ${none}`))).toBe(true);
  expect(saysNoGpu(new InfrastructureError('Starting a sandbox container: no space left on device'))).toBe(
    false,
  );
});

describe('GpuSlots', () => {
  test('lends each device to one holder at a time, in order of asking', async () => {
    const slots = new GpuSlots(() => Promise.resolve([device('0'), device('1')]));
    const first = await slots.acquire(never);
    const second = await slots.acquire(never);
    expect([first?.id, second?.id]).toEqual(['0', '1']);
    const order: string[] = [];
    const third = slots.acquire(never).then((got) => order.push(`third ${got?.id ?? ''}`));
    const fourth = slots.acquire(never).then((got) => order.push(`fourth ${got?.id ?? ''}`));
    slots.release(second!);
    await third;
    slots.release(first!);
    await fourth;
    expect(order).toEqual(['third 1', 'fourth 0']);
  });

  test('whoever stops waiting takes nothing', async () => {
    const slots = new GpuSlots(() => Promise.resolve([device('0')]));
    const held = await slots.acquire(never);
    const abort = new AbortController();
    const waiting = slots.acquire(abort.signal);
    await Promise.resolve();
    setImmediate(() => abort.abort());
    await expect(waiting).rejects.toBeInstanceOf(InfrastructureError);
    slots.release(held!);
    expect((await slots.acquire(never))?.id).toBe('0');
  });

  test('has none where there is none, and asks again after a failure', async () => {
    expect(await new GpuSlots(() => Promise.resolve([])).acquire(never)).toBeUndefined();
    let asked = 0;
    const slots = new GpuSlots(() =>
      ++asked === 1 ? Promise.reject(new InfrastructureError('engine down')) : Promise.resolve([device('0')]),
    );
    await expect(slots.acquire(never)).rejects.toThrow('engine down');
    expect((await slots.acquire(never))?.id).toBe('0');
  });
});
