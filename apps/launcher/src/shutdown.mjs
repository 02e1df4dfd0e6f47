/** Stops what was started, the last first, once: on Ctrl-C, SIGTERM, SIGHUP, or when the launcher ends by itself. */
import { endCommands } from './processes.mjs';
import { say } from './terminal.mjs';

const PARENT_CHECK_MS = 1000;

export class Shutdown {
  /** @type {{ name: string, stop: () => Promise<void> | void }[]} */
  #steps = [];
  /** @type {Promise<void> | null} */
  #stopping = null;
  /** Exit status when a signal ends the launcher. */
  statusOnSignal = 130;

  /** True once a signal came: failures from then on are only its consequences. */
  isInterrupted = false;

  add(name, stop) {
    this.#steps.push({ name, stop });
  }

  listen() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => void this.#onSignal());
    }
    // npm that is killed by SIGKILL can't pass that on: this process would go on alone and nobody would know.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) {
      setInterval(() => {
        if (process.ppid !== parent) void this.#onSignal();
      }, PARENT_CHECK_MS).unref();
    }
  }

  async #onSignal() {
    if (this.isInterrupted) return;
    this.isInterrupted = true;
    say();
    say('Stopping …');
    endCommands();
    await this.run();
    say('Everything that was started here is stopped.');
    process.exit(this.statusOnSignal);
  }

  /** Never throws: what can't be stopped is named, and the rest is stopped all the same. */
  run() {
    this.#stopping ??= this.#run();
    return this.#stopping;
  }

  async #run() {
    for (const { name, stop } of this.#steps.reverse()) {
      try {
        await stop();
      } catch (error) {
        say(`${name} could not be stopped: ${error.message}`);
      }
    }
  }
}
