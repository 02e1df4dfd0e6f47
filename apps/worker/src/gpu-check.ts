import { InfrastructureError } from '#libs/grader-sdk';
import { DockerSandbox, type GpuDevice } from '#libs/sandbox';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from './settings';

/** Refuses to start a worker that says it has a GPU and has none: jobs that need one would wait for it, and fail. */
@Injectable()
export class GpuCheck implements OnModuleInit {
  private readonly logger = new Logger('GpuCheck');

  constructor(
    private readonly sandbox: DockerSandbox,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws Error that says what to do */
  async onModuleInit(): Promise<void> {
    if (!this.settings.classes.includes('gpu')) return;
    const gpus = await this.gpus();
    if (gpus === null) return;
    if (gpus.length === 0) {
      throw new Error(
        'ASSAY_WORKER_CLASSES says gpu, but containers get no GPU on this host: install the NVIDIA driver and container toolkit, or leave gpu out.',
      );
    }
    this.logger.log(`grading on ${gpus.map(({ name }) => name).join(', ')}`);
  }

  /** Null while the engine is away: it comes back, and then it is seen which it is. */
  private async gpus(): Promise<readonly GpuDevice[] | null> {
    try {
      return await this.sandbox.gpuDevices();
    } catch (error) {
      if (!(error instanceof InfrastructureError)) throw error;
      this.logger.warn(`not known yet whether there is a GPU: ${error.message}`);
      return null;
    }
  }
}
