import type Docker from 'dockerode';
import { InfrastructureError, type SandboxImage } from '#libs/grader-sdk';
import { ensureBaseImage } from './base-image';
import { type BuildContext, readBuildContext } from './build-context';
import { engineCall, statusCodeOf } from './engine';
import { followEngine, type OnProgress } from './follow-engine';
import type { SandboxSettings } from './settings';

/** The images that sandboxes are made of, built on this machine when they are missing or their sources changed. */
export class SandboxImages {
  private readonly ready = new Map<SandboxImage, Promise<string>>();

  constructor(
    private readonly engine: Docker,
    private readonly settings: SandboxSettings,
  ) {}

  /**
   * Makes sure that the image exists and returns its id (sha256:…). Its tag is the digest of its sources, so an edit
   * builds anew. @param onProgress gets readable lines while it is built. @throws InfrastructureError
   */
  ensure(image: SandboxImage, onProgress: OnProgress = () => undefined): Promise<string> {
    let id = this.ready.get(image);
    if (id === undefined) {
      id = this.findOrBuild(image, onProgress);
      this.ready.set(image, id);
      id.catch(() => this.ready.delete(image));
    }
    return id;
  }

  /** Forgets what was found, after someone removed an image. */
  forget(image: SandboxImage): void {
    this.ready.delete(image);
  }

  /** The image's id if it is there as its sources are now. @throws InfrastructureError when the engine doesn't answer. */
  async find(image: SandboxImage): Promise<string | undefined> {
    return this.inspect(tagOf(image, this.context(image)));
  }

  private async findOrBuild(image: SandboxImage, onProgress: OnProgress): Promise<string> {
    const context = this.context(image);
    const tag = tagOf(image, context);
    const present = await this.inspect(tag);
    if (present !== undefined) return present;

    const base = await ensureBaseImage(this.engine, this.settings.baseImage, onProgress);
    onProgress(`Building the sandbox image ${tag} on ${base}.`);
    await this.build(image, context, tag, base, onProgress);
    const id = await this.inspect(tag);
    if (id === undefined) throw new InfrastructureError(`The image ${tag} is not there after it was built.`);
    onProgress(`The sandbox image ${tag} is ready.`);
    return id;
  }

  private async build(
    image: SandboxImage,
    context: BuildContext,
    tag: string,
    base: string,
    onProgress: OnProgress,
  ): Promise<void> {
    const doing = `Building the sandbox image ${image}`;
    const torchIndex = this.torchIndex(image);
    const stream = await engineCall(doing, () =>
      this.engine.buildImage(
        { context: this.settings.imagesDirectory, src: [...context.files] },
        {
          t: tag,
          dockerfile: `${image}/Dockerfile`,
          buildargs: { BASE_IMAGE: base, ...(torchIndex !== undefined && { TORCH_INDEX: torchIndex }) },
          labels: { 'assay.base': base, 'assay.sources': context.digest },
        },
      ),
    );
    await followEngine(doing, stream, onProgress);
  }

  private torchIndex(image: SandboxImage): string | undefined {
    return image === 'pytorch' ? this.settings.torchIndex : undefined;
  }

  private context(image: SandboxImage): BuildContext {
    try {
      return readBuildContext(this.settings.imagesDirectory, image, this.torchIndex(image) ?? '');
    } catch (error) {
      throw new InfrastructureError(
        `The sources of the sandbox image ${image} are not in ${this.settings.imagesDirectory}.`,
        'Run from a complete checkout.',
        { cause: error },
      );
    }
  }

  private async inspect(tag: string): Promise<string | undefined> {
    return engineCall('Looking for a sandbox image', async () => {
      try {
        const { Id } = await this.engine.getImage(tag).inspect();
        return Id;
      } catch (error) {
        if (statusCodeOf(error) === 404) return undefined;
        throw error;
      }
    });
  }
}

function tagOf(image: SandboxImage, context: BuildContext): string {
  return `assay/sandbox-${image}:${context.digest.slice(0, 12)}`;
}
