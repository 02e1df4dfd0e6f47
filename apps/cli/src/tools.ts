import { join, resolve } from 'node:path';
import { LocalDatasets } from '#libs/datasets';
import { Sandbox, type SandboxRequest, type SandboxSession } from '#libs/grader-sdk';
import { SystemClock, type GradingTools } from '#libs/grading';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';

/** The repository's root: this file is compiled to dist/apps/cli/src. */
export const ROOT = resolve(__dirname, '../../../..');

export function datasets(): LocalDatasets {
  const given = process.env['ASSAY_DATASETS'];
  return new LocalDatasets({
    given: given ? resolve(given) : null,
    cache: join(resolve(ROOT, process.env['ASSAY_DATA'] ?? '.assay'), 'datasets'),
  });
}

/** Containers are started ahead only where more submissions than one will want them. */
export function dockerSandbox(startAhead: boolean): DockerSandbox {
  const settings = sandboxSettingsFromEnv(process.env, join(ROOT, 'sandbox-images'));
  return new DockerSandbox(startAhead ? settings : { ...settings, warmContainers: 0 });
}

/** Builds an image that is missing before the first container is made of it, and says so on stderr. */
class BuildingSandbox extends Sandbox {
  constructor(private readonly docker: DockerSandbox) {
    super();
  }

  async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    await this.docker.images.ensure(request.image, (line) => console.error(line));
    return this.docker.open(request, signal);
  }
}

/** What grading needs on this machine, without server or database; all of it is closed again after `work`. */
export async function withGradingTools<T>(
  work: (tools: GradingTools, signal: AbortSignal) => Promise<T>,
  options: { readonly startAhead: boolean } = { startAhead: false },
): Promise<T> {
  const docker = dockerSandbox(options.startAhead);
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort(new Error('interrupted'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const tools: GradingTools = {
      sandbox: new BuildingSandbox(docker),
      datasets: datasets(),
      clock: new SystemClock(),
      secret: process.env['ASSAY_GRADING_SECRET'] ?? 'assay-command',
    };
    return await work(tools, interrupt.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await docker.close();
  }
}
