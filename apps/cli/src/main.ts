import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { check } from './commands/check';
import { doctor } from './commands/doctor';
import { grade } from './commands/grade';
import { judgeLines, judgeOne } from './commands/judge';
import { load } from './commands/load';
import { EXIT, explain, UsageError, type ExitStatus } from './exit';

const program = new Command('assay')
  .description(
    'Grades homework. Exit status: 0 graded, 1 can not be graded, 2 wrong usage, 3 the platform failed.',
  )
  .exitOverride();

/** Runs a command and turns what it answers, or throws, into the exit status. */
function run<A extends unknown[]>(
  command: (...args: A) => Promise<ExitStatus>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    process.exitCode = await command(...args).catch(explain);
  };
}

program
  .command('grade')
  .description('grade files in the real sandbox, without server or database')
  .argument('<pack/problem>', 'for example courses/intro-ml/prerequisites/sort')
  .argument('<file...>', 'the submission; answers as text files named after their field')
  .option('--json', 'print one GradeReport on stdout and nothing else')
  .action(run(grade));

program
  .command('judge')
  .description('judge answers of an answer grader')
  .argument('<grader>', 'matrix, derivative, …')
  .option('--config <json>', "the grader's config")
  .option('--answer <text>', 'the answer')
  .option('--json', 'print {verdict, code, message, ms}')
  .option('--jsonl', 'read lines {id, config, answer}, write lines {id, verdict, code, message, ms}')
  .action(
    run((grader: string, options: { config?: string; answer?: string; json?: boolean; jsonl?: boolean }) => {
      if (options.jsonl === true) return judgeLines(grader);
      if (options.config === undefined || options.answer === undefined) {
        throw new UsageError('Give --config and --answer, or --jsonl to read lines from stdin.');
      }
      return judgeOne(grader, options.config, options.answer, options.json === true);
    }),
  );

program
  .command('check')
  .description('check an assignment pack: manifest, solution, empty submission, samples')
  .argument('<pack>', 'for example courses/intro-ml/prerequisites')
  .action(run(check));

program
  .command('load')
  .description('publish a course folder into the database of DATABASE_URL')
  .argument('<course>', 'for example courses/intro-ml')
  .option('--demo', 'also create the demo accounts')
  .action(run(load));

program
  .command('doctor')
  .description('what this machine has and lacks, and how to mend it')
  .option('--json', 'print the findings as JSON')
  .action(run(doctor));

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong already; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

main().catch((error: unknown) => {
  process.exitCode = explain(error);
});
