import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { readSettings } from './settings';
import { createWorker } from './worker';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const worker = await createWorker(settings);
  await worker.listen(settings.port, settings.host);
  new Logger('Worker').log(`grading up to ${String(settings.concurrency)} submissions at once`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
