import { basename, resolve } from 'node:path';
import { graders } from '#graders';
import {
  checkPack,
  faultText,
  GraderRegistry,
  type PackCheck,
  PackError,
  readPackFolder,
} from '#libs/grading';
import { EXIT, type ExitStatus } from '../exit';
import { painter } from '../paint';
import { withGradingTools } from '../tools';

/** `assay check <pack>`: the publish gate, line by line; what is wrong, with file and line. */
export async function check(folder: string, options: { twice?: boolean } = {}): Promise<ExitStatus> {
  const paint = painter(process.stdout);
  const started = performance.now();
  let failed = 0;
  let passed = 0;
  const show = (finding: PackCheck): void => {
    if (finding.ok) passed++;
    else failed++;
    console.log(findingText(finding, paint));
  };
  try {
    const pack = await readPackFolder(resolve(folder));
    const name = basename(resolve(folder));
    const gate = { everythingTwice: options.twice === true };
    await withGradingTools(
      async (tools, signal) => {
        const findings = checkPack(pack, name, new GraderRegistry(graders), tools, signal, gate);
        for await (const finding of findings) show(finding);
      },
      { startAhead: true },
    );
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    for (const fault of error.faults) console.log(`${paint.red('✗')} ${faultText(fault)}`);
    failed += error.faults.length;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const text = `${String(passed)} passed, ${String(failed)} failed in ${seconds} s`;
  console.log(failed === 0 ? paint.green(text) : paint.red(text));
  return failed === 0 ? EXIT.ok : EXIT.refused;
}

function findingText(
  { problem, what, ok, message, place }: PackCheck,
  paint: ReturnType<typeof painter>,
): string {
  if (ok) return `${paint.green('✓')} ${problem}/${what}: ${message}`;
  return `${paint.red('✗')} ${faultText({ ...place, message: `${problem}/${what}: ${message}` })}`;
}
