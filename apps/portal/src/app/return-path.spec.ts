import { returnPath } from './return-path';

describe('returnPath', () => {
  it('keeps a path of this portal', () => {
    expect(returnPath('/submissions/1?a=b#check-c')).toBe('/submissions/1?a=b#check-c');
  });

  it.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example',
    '/\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
  ])('goes home instead of to %j', (next) => {
    expect(returnPath(next)).toBe('/');
  });
});
