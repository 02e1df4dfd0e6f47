/** What the pool's spec asks its threads to do. */
export function addOne(value: number): number {
  return value + 1;
}

export function loopForever(): never {
  for (;;);
}

export function eatMemory(): never {
  const held: number[][] = [];
  for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => index + held.length));
}

export function fail(): never {
  throw new Error('a bug');
}
