/** Drives the portal in a real Chromium, as a person would: by labels, roles and keys. */
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Account } from '../support/platform';

/** Chromium as the system installs it; `npm test` sees to that. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['ASSAY_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

export interface Visitor {
  readonly page: Page;
  /** What the browser complained about: errors of scripts, refusals of the content security policy. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** A browser profile of its own: no cookies, no drafts. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Refused requests are logged by the browser itself; that the page copes with them is what tests look at.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return { page, complaints, close: () => context.close() };
}

/** Signs in at the page that asks for it; ends at the page that was asked for. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

/** Roles of what can be operated: each must say what it is for. */
const NAMELESS = /^\s*- (?:button|link|textbox|combobox|checkbox|radio|menuitem|progressbar|region)\b(?! ")/;

/**
 * What every page owes to people who can't see it: one heading of the first level, a title, a language, a main region,
 * an accessible name for everything that can be operated (as Chromium computes it), no id twice.
 */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const count = async (role: 'heading' | 'main', options = {}): Promise<number> =>
    page.getByRole(role, options).count();
  if ((await count('heading', { level: 1 })) !== 1) faults.push('not exactly one heading of the first level');
  if ((await count('main')) !== 1) faults.push('not exactly one main region');
  if ((await page.title()).trim() === '') faults.push('no title');
  if (!(await page.locator('html').getAttribute('lang'))) faults.push('no language');
  if (await page.locator('img:not([alt])').count()) faults.push('an image without a text');
  const tree = await page.locator('body').ariaSnapshot();
  faults.push(
    ...tree
      .split('\n')
      .filter((line) => NAMELESS.test(line))
      .map((line) => `no name: ${line.trim()}`),
  );
  const ids = await page.evaluate<string[]>('[...document.querySelectorAll("[id]")].map(({ id }) => id)');
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...faults, ...[...twice].map((id) => `id twice: ${id}`)];
}

/** What WCAG 2.2 AA asks for as far as a machine can tell, and what is good practice besides. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}

/**
 * What axe finds on the page as it stands. It is evaluated by the debugger, so that the content security policy stays as
 * it is.
 * @param rules only these, for example where nothing but colours has changed
 */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axeSource);
  // A colour on its way to another is no colour of the page.
  await page.evaluate('for (const animation of document.getAnimations()) animation.cancel()');
  const runOnly = rules === undefined ? { type: 'tag', values: STANDARDS } : { type: 'rule', values: rules };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) =>
      `${id}: ${target.join(' ')}: ${failureSummary.split('\n').slice(1).join(' ')}`.trim(),
    ),
  );
}
