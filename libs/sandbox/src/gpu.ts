/**
 * GPUs are lent one container at a time. What there is, is found out by asking: a container that requests all devices is
 * started and runs the driver's own nvidia-smi. So a host without GPU, driver or NVIDIA runtime is known before a
 * submission depends on it, and the same problem then runs on the CPU.
 */
import { InfrastructureError } from '#libs/grader-sdk';

export interface GpuDevice {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly memoryBytes: number;
}

/** What nvidia-smi is asked, and how its answer is read. */
export const gpuQuery = [
  'nvidia-smi',
  '--query-gpu=index,name,driver_version,memory.total',
  '--format=csv,noheader,nounits',
] as const;

/** @throws InfrastructureError if the text isn't nvidia-smi's. */
export function parseGpus(csv: string): readonly GpuDevice[] {
  return csv
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [id, name, driver, mebibytes] = line.split(',').map((field) => field.trim());
      const memory = Number(mebibytes);
      if (!id || !name || !driver || !Number.isFinite(memory)) {
        throw new InfrastructureError(
          `nvidia-smi answered "${line}"`,
          'Check the NVIDIA driver of this host.',
        );
      }
      return { id, name, driver, memoryBytes: memory * 1024 * 1024 };
    });
}

/** What an engine answers when it has no way to hand a GPU to a container. */
export function saysNoGpu(error: unknown): boolean {
  return (
    error instanceof InfrastructureError &&
    /device driver|nvidia|libcuda|cdi device|gpu/iu.test(error.message)
  );
}

/** As reports name it. */
export function describeGpu(device: GpuDevice): string {
  return `${device.name} (driver ${device.driver}, ${Math.round(device.memoryBytes / 1024 ** 3)} GiB)`;
}

/** Hands devices out, one holder each; whoever comes when all are taken waits in line. */
export class GpuSlots {
  private probed: Promise<readonly GpuDevice[]> | undefined;
  private free: GpuDevice[] = [];
  private readonly waiting: ((device: GpuDevice) => void)[] = [];

  constructor(private readonly probe: () => Promise<readonly GpuDevice[]>) {}

  /** Asked once; a failure to ask is asked again. */
  devices(): Promise<readonly GpuDevice[]> {
    if (this.probed === undefined) {
      const probed = this.probe().then((devices) => {
        this.free = [...devices];
        return devices;
      });
      probed.catch(() => (this.probed = undefined));
      this.probed = probed;
    }
    return this.probed;
  }

  /** A device of one's own until it is released; undefined where there is none at all. */
  async acquire(signal: AbortSignal): Promise<GpuDevice | undefined> {
    if ((await this.devices()).length === 0) return undefined;
    const device = this.free.shift();
    if (device) return device;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.waiting.splice(this.waiting.indexOf(onFree), 1);
        reject(new InfrastructureError('The grading was stopped'));
      };
      const onFree = (freed: GpuDevice): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(freed);
      };
      this.waiting.push(onFree);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  release(device: GpuDevice): void {
    const next = this.waiting.shift();
    if (next) next(device);
    else this.free.push(device);
  }
}
