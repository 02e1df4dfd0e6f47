import { InfrastructureError, type SandboxSession } from '#libs/grader-sdk';
import { z } from 'zod';
import { HEADERS, type Standard } from '../build';

/** Where the image keeps the tool that sandbox-images/c/instrument builds. */
const TOOLS = '/usr/local/lib/assay';

const LIMITS = { cpuSeconds: 10, wallSeconds: 40, outputBytes: 4 << 20 };

const names = z.array(z.string());
const programFactsSchema = z.object({
  symbols: z.array(z.object({ name: z.string(), kind: z.string(), via: names })),
  unreachable: names,
  assembly: names,
  sections: names,
  reserved: names,
  systemArguments: names,
});

/** What the tool says about a linked program; see sandbox-images/c/instrument/facts.cpp. */
export type ProgramFacts = z.infer<typeof programFactsSchema>;

/**
 * Compiles the program to LLVM's intermediate representation, unoptimised, and asks what it could call. null: clang
 * takes less than gcc, nested functions for one.
 */
export async function readFacts(
  session: SandboxSession,
  source: Uint8Array,
  standard: Standard,
): Promise<ProgramFacts | null> {
  const compiled = await session.run({
    command: [
      ...(['clang-14', `-std=${standard}`, '-O0', '-emit-llvm', '-c'] as const),
      // Not even what clang takes for an error and gcc for a habit, such as a bare return in a function of type int.
      '-Wno-everything',
      // No optimisation, but none of the marks that would forbid it later.
      ...['-Xclang', '-disable-O0-optnone', '-fno-builtin', '-fwrapv', '-fno-strict-aliasing'],
      ...['-fno-stack-protector', ...HEADERS, 'main.c', '-o', 'main.bc'],
    ],
    files: new Map([['main.c', source]]),
    keep: ['main.bc'],
    limits: LIMITS,
    phase: 'build',
  });
  if (compiled.kind !== 'exited' || compiled.exitCode !== 0) return null;
  const facts = await session.run({
    command: [`${TOOLS}/instrument`, 'facts', 'main.bc'],
    limits: LIMITS,
    phase: 'build',
  });
  if (facts.kind !== 'exited' || facts.exitCode !== 0) {
    throw new InfrastructureError(
      `the instrumentation tool failed: ${new TextDecoder().decode(facts.stderr).slice(0, 300)}`,
    );
  }
  return programFactsSchema.parse(JSON.parse(new TextDecoder().decode(facts.stdout)));
}

/** The counted program as it stands, or with its arrays of fixed length made longer. */
export type Measured = 'measured' | 'measured-grown';

/**
 * Builds a counted program from the main.bc of the session, with the runtime that drives it. Each kind has files of its own,
 * because what a session keeps can't be written again.
 * @returns false when it can't be built, or when there is no array to make longer
 */
export async function buildMeasured(session: SandboxSession, name: Measured): Promise<boolean> {
  const bitcode = `${name}.bc`;
  const command = name === 'measured' ? 'count' : 'grow';
  const counted = await session.run({
    command: [`${TOOLS}/instrument`, command, 'main.bc', `${TOOLS}/inline.bc`, bitcode],
    keep: [bitcode],
    limits: LIMITS,
    phase: 'build',
  });
  if (counted.kind !== 'exited' || counted.exitCode !== 0) return false;
  const linked = await session.run({
    command: ['clang-14', '-O2', '-w', '-no-pie', bitcode, `${TOOLS}/measure.o`, '-o', name, '-lm'],
    keep: [name],
    limits: LIMITS,
    phase: 'build',
  });
  return linked.kind === 'exited' && linked.exitCode === 0;
}
