import type { ProblemManifest } from '#libs/contracts';
import type { AnyGrader, ConfiguredGrader } from '#libs/grader-sdk';
import { z } from 'zod';
import { PackError } from './pack';

/** The graders that manifests may name. Configuring derives keys, so it is done once per problem and remembered. */
export class GraderRegistry {
  private readonly configured = new WeakMap<ProblemManifest, ConfiguredGrader>();

  constructor(private readonly graders: readonly AnyGrader[]) {}

  get ids(): readonly string[] {
    return this.graders.map(({ id }) => id);
  }

  /** @throws PackError that names the problem and the field. */
  configure(problem: ProblemManifest): ConfiguredGrader {
    const known = this.configured.get(problem);
    if (known) return known;
    const configured = this.configureAnew(problem);
    this.configured.set(problem, configured);
    return configured;
  }

  private configureAnew(problem: ProblemManifest): ConfiguredGrader {
    const grader = this.graders.find(({ id }) => id === problem.grader);
    if (!grader) {
      throw new PackError(
        `problem "${problem.id}": there is no grader "${problem.grader}"; there are ${this.ids.join(', ')}`,
      );
    }
    try {
      return grader.configure(problem.config);
    } catch (error) {
      throw new PackError(`problem "${problem.id}", config of ${problem.grader}: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
