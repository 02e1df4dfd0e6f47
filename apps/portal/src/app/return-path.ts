/** Any origin does: it only shows whether the address leaves it. */
const HERE = 'https://portal.invalid';

/** The address to come back to after signing in: a path of this portal, never another host. */
export function returnPath(next: string | null): string {
  if (next === null || !URL.canParse(next, HERE)) return '/';
  const { hash, origin, pathname, search } = new URL(next, HERE);
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
