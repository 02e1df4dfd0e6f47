/**
 * What the launcher writes. On a terminal running steps are live lines that are drawn again in place; elsewhere
 * (a pipe, a CI log) every change is a line of its own, and unimportant changes are thinned out.
 */
import { Trouble } from './settings.mjs';

// Whoever reads may stop reading (a pipe into head): no reason to stop serving.
process.stdout.on('error', () => {});

const live = Boolean(process.stdout.isTTY);
const colour = live && !process.env.NO_COLOR;
const paint = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');
export const green = paint('32');
export const yellow = paint('33');

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const THIN_OUT_MS = 5000;

/** @type {{ text: string }[]} */
const block = [];
let drawn = 0;
let frame = 0;
let timer = null;

/** Cuts to the terminal's width, so that a line never wraps and the block can be drawn over. */
function fit(text) {
  const width = (process.stdout.columns ?? 80) - 3;
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

function draw() {
  const up = drawn > 0 ? `\u001b[${drawn}A` : '';
  const mark = FRAMES[frame++ % FRAMES.length];
  const lines = block.map(({ text }) => `\u001b[2K${mark} ${fit(text)}\n`);
  process.stdout.write(`${up}${lines.join('')}\u001b[J`);
  drawn = block.length;
}

/** Prints a lasting line above the live ones. */
export function say(text = '') {
  if (drawn > 0) {
    process.stdout.write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
  }
  process.stdout.write(`${text}\n`);
  if (live && block.length > 0) draw();
}

function show(line) {
  block.push(line);
  if (!live) return;
  timer ??= setInterval(draw, 120).unref();
  draw();
}

function hide(line) {
  const at = block.indexOf(line);
  if (at >= 0) block.splice(at, 1);
  if (block.length === 0 && timer) {
    clearInterval(timer);
    timer = null;
  }
}

/**
 * Starts a live line.
 * @param {string} title
 * @returns {{ update(text: string, important?: boolean): void, end(mark: string, detail?: string): void, seconds(): number }}
 */
export function startLine(title) {
  const started = Date.now();
  const line = { text: title };
  let printed = { at: started, text: '' };
  const seconds = () => (Date.now() - started) / 1000;
  show(line);
  return {
    seconds,
    update(text, important = false) {
      line.text = `${title}  ${dim(text)}`;
      const now = Date.now();
      if (live || text === printed.text || (!important && now - printed.at < THIN_OUT_MS)) return;
      printed = { at: now, text };
      say(`  … ${title}: ${text}`);
    },
    end(mark, detail = '') {
      hide(line);
      say(`${mark} ${title}${detail ? `  ${dim(detail)}` : ''}`);
    },
  };
}

/**
 * Runs one step of the way up under a live line.
 * @template T
 * @param {string} title
 * @param {(update: (text: string) => void) => Promise<T>} work may answer a string: the detail to show
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const line = startLine(title);
  try {
    const result = await work(line.update);
    const took = line.seconds();
    const detail = [typeof result === 'string' ? result : '', took >= 1 ? `${took.toFixed(1)} s` : ''];
    line.end(green('✓'), detail.filter(Boolean).join(' · '));
    return result;
  } catch (error) {
    line.end(red('✗'));
    throw error;
  }
}

/** Tells what went wrong and what to do; a stack is shown only for bugs. */
export function tell(error) {
  if (!(error instanceof Trouble)) {
    say(red(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return;
  }
  for (const line of error.tail) say(dim(`  │ ${line}`));
  say(red(`✗ ${error.message}`));
  say(`  ${error.mend}`);
}
