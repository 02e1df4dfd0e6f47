/** What is left of a text when case, width, spacing, hyphens, articles and punctuation don't count. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}+#.]+/gu, ' ')
    .replaceAll(/\.(?!\d)/g, ' ')
    .trim()
    .replace(/^(?:the|a|an) (?=.)/, '')
    .replaceAll(/\s+/g, ' ');
}

/** Whether two texts differ in at most `most` letters: changed, missing, too many, or two neighbours swapped. */
export function isWithin(a: string, b: string, most: number): boolean {
  return Math.abs(a.length - b.length) <= most && distance(a, b) <= most;
}

/** Optimal string alignment (Damerau 1964; each letter is edited once). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
