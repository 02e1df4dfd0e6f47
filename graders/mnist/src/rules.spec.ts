import { randomBytes } from 'node:crypto';
import { breachOf } from './rules';

it.each([
  ['nothing', undefined, 'invalid'],
  ['an empty file', Buffer.alloc(0), 'invalid'],
  ['bytes that are no text', Buffer.from([0x80, 0x81]), 'invalid'],
  ['a NUL', Buffer.from('import torch\0'), 'invalid'],
  ['70 KiB of comments', Buffer.alloc(70 * 1024, '#'), 'invalid'],
  ['weights in base64', Buffer.from(`W = "${randomBytes(20_000).toString('base64')}"`), 'rejected'],
  ['60 KiB of repetitive text', Buffer.alloc(60 * 1024, '# a long remark\n'), undefined],
  ['a program', Buffer.from('import torch\n'), undefined],
])('%s', (_what, source, verdict) => {
  expect(breachOf(source)?.verdict).toBe(verdict);
});
