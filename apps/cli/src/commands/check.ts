import { basename, resolve } from 'node:path';
import { graders } from '#graders';
import { checkPack, GraderRegistry, PackError, readPackFolder } from '#libs/grading';
import { EXIT, type ExitStatus } from '../exit';
import { withGradingTools } from '../tools';

/** `assay check <pack>`: the publish gate, line by line. */
export async function check(folder: string): Promise<ExitStatus> {
  let failed = 0;
  let passed = 0;
  try {
    const pack = await readPackFolder(resolve(folder));
    await withGradingTools(
      async (tools, signal) => {
        const findings = checkPack(
          pack,
          basename(resolve(folder)),
          new GraderRegistry(graders),
          tools,
          signal,
        );
        for await (const { problem, what, ok, message } of findings) {
          console.log(`${ok ? '✓' : '✗'} ${problem}/${what}: ${message}`);
          if (ok) passed += 1;
          else failed += 1;
        }
      },
      { startAhead: true },
    );
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    console.log(`✗ ${error.message}`);
    failed += 1;
  }
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 ? EXIT.ok : EXIT.refused;
}
