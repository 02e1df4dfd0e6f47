import type { ProblemManifest } from '#libs/contracts';
import type { AnyGrader, ConfiguredGrader } from '#libs/grader-sdk';
import { z } from 'zod';
import { reasonOf } from './manifest-text';
import type { Pack } from './pack';
import { PackError, type PackFault } from './pack-error';

/** The graders that manifests may name. Configuring derives keys, so it is done once per problem and remembered. */
export class GraderRegistry {
  private readonly configured = new WeakMap<ProblemManifest, ConfiguredGrader>();

  constructor(private readonly graders: readonly AnyGrader[]) {}

  get ids(): readonly string[] {
    return this.graders.map(({ id }) => id);
  }

  /**
   * @param pack in which the problem is, so that faults have lines
   * @throws PackError that names the problem and the field
   */
  configure(problem: ProblemManifest, pack?: Pack): ConfiguredGrader {
    const known = this.configured.get(problem);
    if (known) return known;
    const grader = this.graders.find(({ id }) => id === problem.grader);
    if (!grader) throw new PackError(this.unknownGrader(problem, pack));
    try {
      const configured = grader.configure(problem.config);
      this.configured.set(problem, configured);
      return configured;
    } catch (error) {
      throw new PackError(configFaults(problem, pack, error), { cause: error });
    }
  }

  private unknownGrader(problem: ProblemManifest, pack?: Pack): PackFault {
    const message = `there is no grader "${problem.grader}"; there are ${this.ids.join(', ')}`;
    const path = pathOf(problem, pack);
    return pack && path
      ? pack.text.fault([...path, 'grader'], message)
      : { message: `problem "${problem.id}": ${message}` };
  }
}

function configFaults(problem: ProblemManifest, pack: Pack | undefined, error: unknown): PackFault[] {
  const path = pathOf(problem, pack);
  const where = `problem "${problem.id}", config of ${problem.grader}`;
  if (!pack || !path) return [{ message: `${where}: ${reasonOf(error)}` }];
  const prefix = [...path, 'config'];
  const refused = error instanceof Error ? error.cause : undefined;
  const faults =
    refused instanceof z.ZodError
      ? pack.text.faultsOf(refused, prefix)
      : reasonOf(error)
          .split('\n')
          .map((line) => pack.text.fault([...prefix, ...namedField(line)], line, Infinity));
  return faults.map((fault) => ({ ...fault, message: `${where}: ${fault.message}` }));
}

/** The field that a sentence such as `cases[2].args: …` begins with. */
function namedField(sentence: string): (string | number)[] {
  const [, field = ''] = /^([A-Za-z][\w.[\]-]*)(?: of [^:]*)?: /.exec(sentence) ?? [];
  return [...field.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}

function pathOf(problem: ProblemManifest, pack?: Pack): (string | number)[] | null {
  const index = pack?.manifest.problems.indexOf(problem) ?? -1;
  return index < 0 ? null : ['problems', index];
}
