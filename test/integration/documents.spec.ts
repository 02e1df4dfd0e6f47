/** A document that names files as evidence is true only while they are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

it('the threat model names files that exist, and every mitigation a test', () => {
  const text = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8');
  const named = [...text.matchAll(/`((?:apps|libs|test|migrations|graders|sandbox-images)\/[^`\s]+)`/g)].map(
    ([, path]) => path!,
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const rows = text.split('\n').filter((line) => /^\| [STRIDE, ]+ \|/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/`[^`]+\.spec\.ts`[^`|]*\|$/.test(row))).toEqual([]);
});
