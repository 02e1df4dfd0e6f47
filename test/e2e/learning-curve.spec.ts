/** A long training watched in Chromium: its curve grows while it runs, and a reload loses no point of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeWithMnist, problemFolder } from '../support/mnist';
import { ada, startPlatform, type Platform } from '../support/platform';
import { launchBrowser, signIn, visit } from './browser';

jest.setTimeout(300_000);

/** The rows of the tables beside the live charts, such as "loss 3 0.0812". */
async function livePoints(page: Page): Promise<string[]> {
  const cells = await page.locator('section[aria-labelledby="live"] .fold tbody td').allTextContents();
  return Array.from({ length: Math.floor(cells.length / 3) }, (_, row) =>
    cells.slice(3 * row, 3 * row + 3).join(' '),
  );
}

/** Waits until the charts have at least so many points. */
async function whenThereAre(page: Page, count: number): Promise<string[]> {
  const cells = page.locator('section[aria-labelledby="live"] .fold tbody td');
  await cells.nth(3 * count - 1).waitFor({ state: 'attached', timeout: 60_000 });
  return livePoints(page);
}

const xOf = (points: readonly string[], curve: string): number[] =>
  points.filter((point) => point.startsWith(`${curve} `)).map((point) => Number(point.split(' ')[1]));

describeWithMnist('the learning curve of a training run', () => {
  let platform: Platform;
  let browser: Browser;

  beforeAll(async () => {
    platform = await startPlatform({ worker: true });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await platform.stop();
  });

  it('grows while it runs, and is whole after a reload', async () => {
    const { page, complaints, close } = await visit(browser, platform.url);
    await page.goto('/courses/intro-ml/assignments/mnist/problems/mnist');
    await signIn(page, ada);
    await page.getByLabel('Files to hand in').setInputFiles({
      name: 'train.py',
      mimeType: 'text/x-python',
      buffer: readFileSync(join(problemFolder, 'solution/train.py')),
    });
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL('**/submissions/*');

    const early = await whenThereAre(page, 2);
    const later = await whenThereAre(page, early.length + 2);
    expect(later).toEqual(expect.arrayContaining(early));

    await page.reload();
    const reloaded = await whenThereAre(page, later.length);
    expect(reloaded).toEqual(expect.arrayContaining(later));
    const epochs = xOf(reloaded, 'loss');
    expect(epochs).toEqual(epochs.map((_x, index) => index + 1));
    const measured = xOf(reloaded, 'error');
    expect(measured).toEqual(epochs.slice(0, measured.length));

    await page
      .getByRole('region', { name: 'Score' })
      .getByText('100 of 100 points')
      .waitFor({ timeout: 120_000 });
    expect(complaints).toEqual([]);
    await close();
  });
});
