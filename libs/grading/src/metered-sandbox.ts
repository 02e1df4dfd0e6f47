import {
  Sandbox,
  type RunOutcome,
  type RunRequest,
  type SandboxRequest,
  type SandboxSession,
} from '#libs/grader-sdk';

/** A sandbox that adds up what its runs cost. */
export class MeteredSandbox extends Sandbox {
  /** User and system time of everything that ran. */
  cpuSeconds = 0;

  constructor(private readonly inner: Sandbox) {
    super();
  }

  async open(request: SandboxRequest, signal: AbortSignal): Promise<SandboxSession> {
    const session = await this.inner.open(request, signal);
    return {
      imageDigest: session.imageDigest,
      device: session.device,
      run: async (step: RunRequest): Promise<RunOutcome> => {
        const outcome = await session.run(step);
        this.cpuSeconds += outcome.usage.cpuSeconds;
        return outcome;
      },
      close: () => session.close(),
      [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
    };
  }
}
