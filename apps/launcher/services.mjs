/**
 * `node apps/launcher/services.mjs`: PostgreSQL, Redis and the Docker Engine for development, until Ctrl-C. Prints the
 * settings to export in the shell where you run Jest, the api or the worker. `--no-engine` leaves Docker out.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServices } from './src/services.mjs';
import { checkMachine, dataRoot } from './src/settings.mjs';
import { Shutdown } from './src/shutdown.mjs';
import { say, tell } from './src/terminal.mjs';

const shutdown = new Shutdown();
shutdown.listen();
try {
  checkMachine();
  const engine = !process.argv.includes('--no-engine');
  const settings = await startServices(shutdown, { area: 'dev', engine });
  const exports = Object.entries(settings).map(([name, value]) => `export ${name}='${value}'`);
  const file = join(dataRoot, 'dev/env');
  writeFileSync(file, `${exports.join('\n')}\n`, { mode: 0o600 });
  say();
  for (const line of exports) say(line);
  say();
  say(`The same in one line: source ${file}`);
  say('Ctrl-C stops them.');
  shutdown.statusOnSignal = 0;
  setInterval(() => {}, 2 ** 30);
} catch (error) {
  if (!shutdown.isInterrupted) {
    tell(error);
    await shutdown.run();
    process.exit(1);
  }
}
