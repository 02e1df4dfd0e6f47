/**
 * C programs that sort, each as another student might write it: fourteen algorithms, ways to read, keep and write numbers, and in
 * every line a choice of its own between the forms that C has for the same thing. And copies of them, as who copies makes them.
 */

/** Uniform in [0, 1), the same for the same seed (mulberry32, T. Ettinger). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface SortProgram {
  readonly includes: readonly string[];
  /** Declarations, then functions, each whole; `main` comes last. */
  readonly declarations: readonly string[];
  readonly functions: readonly string[];
  readonly main: string;
}

export const sourceOf = ({ includes, declarations, functions, main }: SortProgram): string =>
  [...includes, ...declarations, ...functions, main].join('\n\n') + '\n';

/** Ways of saying the same, drawn anew each time. */
class Style {
  constructor(private readonly random: () => number) {}

  one<T>(...ways: readonly T[]): T {
    return ways[Math.floor(this.random() * ways.length)] as T;
  }

  at(array: string, index: string): string {
    return this.one(`${array}[${index}]`, `*(${array} + ${index})`, `(*(&${array}[0] + (${index})))`);
  }

  less(a: string, b: string): string {
    return this.one(
      `${a} < ${b}`,
      `${b} > ${a}`,
      `!(${a} >= ${b})`,
      `(${a} - (long long)${b}) < 0`,
      `before(${a}, ${b})`,
    );
  }

  up(i: string, from: string, to: string, body: string): string {
    return this.one(
      `for (int ${i} = ${from}; ${i} < ${to}; ${i}++) { ${body} }`,
      `int ${i} = ${from}; while (${i} < ${to}) { ${body} ${i} += 1; }`,
      `int ${i}; for (${i} = ${from}; ${i} <= ${to} - 1; ++${i}) { ${body} }`,
      `int ${i} = ${from}; if (${i} < ${to}) do { ${body} } while (++${i} < ${to});`,
    );
  }

  down(i: string, from: string, to: string, body: string): string {
    return this.one(
      `for (int ${i} = ${from}; ${i} >= ${to}; ${i}--) { ${body} }`,
      `int ${i} = ${from} + 1; while (${i}-- > ${to}) { ${body} }`,
      `int ${i} = ${from}; for (;;) { if (${i} < ${to}) break; ${body} ${i} = ${i} - 1; }`,
    );
  }

  swap(a: string, b: string): string {
    return this.one(
      `{ int t = ${a}; ${a} = ${b}; ${b} = t; }`,
      `swap(&(${a}), &(${b}));`,
      `{ int keep[2] = { ${a}, ${b} }; ${a} = keep[1]; ${b} = keep[0]; }`,
      `exchange(v, (int)(&(${a}) - v), (int)(&(${b}) - v));`,
    );
  }

  choose(condition: string, yes: string, no: string): string {
    return this.one(
      `if (${condition}) { ${yes} } else { ${no} }`,
      `if (!(${condition})) { ${no} } else { ${yes} }`,
      `switch (${condition}) { case 0: ${no} break; default: ${yes} }`,
    );
  }

  add(a: string): string {
    return this.one(`${a}++;`, `${a} += 1;`, `${a} = ${a} + 1;`, `++${a};`);
  }
}

type Algorithm = (s: Style) => { functions: string[]; call: string };

const HELPERS = (s: Style): string[] => [
  s.one(
    'static int before(int a, int b) { return a < b; }',
    'static int before(int a, int b)\n{\n  if (a >= b) return 0;\n  return 1;\n}',
    'static int before(int a, int b) { int answer = 0; if (b > a) answer = 1; return answer; }',
  ),
  s.one(
    'static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }',
    'static void swap(int *p, int *q)\n{\n  if (p == q) return;\n  *p ^= *q; *q ^= *p; *p ^= *q;\n}',
  ),
  s.one(
    'static void exchange(int *v, int i, int j) { const int old = v[i]; v[i] = v[j]; v[j] = old; }',
    'static void exchange(int *v, int i, int j) { int *a = v + i, *b = v + j; int c = *b; *b = *a; *a = c; }',
  ),
];

const insertion = (s: Style, from: string, to: string): string =>
  s.up(
    'i',
    `${from} + 1`,
    to,
    `int x = ${s.at('v', 'i')}; int j = i; ${s.one(
      `while (j > ${from} && ${s.less('x', s.at('v', 'j - 1'))}) { ${s.at('v', 'j')} = ${s.at('v', 'j - 1')}; j--; }`,
      `for (; j > ${from}; j--) { if (!(${s.less('x', s.at('v', 'j - 1'))})) break; v[j] = v[j - 1]; }`,
    )} ${s.at('v', 'j')} = x;`,
  );

const mergeInto = (s: Style): string =>
  s.one(
    `int i = lo, j = mid, k = 0; while (i < mid && j < hi) { ${s.choose(s.less(s.at('v', 'j'), s.at('v', 'i')), 'w[k++] = v[j++];', 'w[k++] = v[i++];')} } while (i < mid) w[k++] = v[i++]; while (j < hi) w[k++] = v[j++]; ${s.one('memcpy(v + lo, w, k * sizeof *v);', s.up('n', '0', 'k', 'v[lo + n] = w[n];'))}`,
    `int *a = v + lo, *b = v + mid, *out = w; ${s.up('n', '0', 'hi - lo', `if (b == v + hi || (a < v + mid && !(${s.less('*b', '*a')}))) *out++ = *a++; else *out++ = *b++;`)} ${s.one(s.up('m', 'lo', 'hi', 'v[m] = w[m - lo];'), 'memmove(&v[lo], w, (hi - lo) * sizeof(int));')}`,
    `int i = lo, j = mid; ${s.up('k', 'lo', 'hi', `int left = j >= hi || (i < mid && ${s.less('v[i]', `${s.at('v', 'j')} + 0`)}); w[k - lo] = left ? v[i++] : v[j++];`)} ${s.down('k2', 'hi - 1', 'lo', 'v[k2] = w[k2 - lo];')}`,
  );

const ALGORITHMS: readonly Algorithm[] = [
  (s) => ({
    functions: [
      `static void merge(int *v, int *w, int lo, int mid, int hi) { ${mergeInto(s)} }`,
      `static void sort_range(int *v, int *w, int lo, int hi) { ${s.one('if (hi - lo < 2) return;', 'if (lo + 1 >= hi) { return; }')} int mid = ${s.one('(lo + hi) / 2', 'lo + (hi - lo) / 2', '(int)(((unsigned)lo + hi) >> 1)')}; sort_range(v, w, lo, mid); sort_range(v, w, mid, hi); ${s.one('', 'if (v[mid - 1] <= v[mid]) return;')} merge(v, w, lo, mid, hi); }`,
    ],
    call: `int *w = malloc((n + 1) * sizeof *w); sort_range(v, w, 0, n); free(w);`,
  }),
  (s) => ({
    functions: [
      `static void join(int *v, int *w, int lo, int mid, int hi) { ${mergeInto(s)} }`,
      `static void sort_all(int *v, int n) { int *w = calloc(n + 1, sizeof(int)); ${s.one('for (int width = 1; width < n; width *= 2)', 'for (int width = 1; width < n; width <<= 1)')} { ${s.one('for (int lo = 0; lo < n - width; lo += 2 * width)', 'for (int lo = 0; lo + width < n; lo = lo + width + width)')} { int mid = lo + width; int hi = mid + width; ${s.one('if (hi > n) hi = n;', 'hi = hi < n ? hi : n;')} join(v, w, lo, mid, hi); } } free(w); }`,
    ],
    call: 'sort_all(v, n);',
  }),
  (s) => ({
    functions: [
      `static void sift(int *v, int root, int n) { ${s.one(
        `while (2 * root + 1 < n) { int child = 2 * root + 1; if (child + 1 < n && ${s.less(s.at('v', 'child'), s.at('v', 'child + 1'))}) ${s.add('child')} if (!(${s.less(s.at('v', 'root'), s.at('v', 'child'))})) return; ${s.swap('v[root]', 'v[child]')} root = child; }`,
        `int big = root, l = 2 * root + 1, r = l + 1; if (l < n && ${s.less('v[big]', 'v[l]')}) big = l; if (r < n && ${s.less('v[big]', s.at('v', 'r'))}) big = r; if (big == root) return; ${s.swap('v[big]', 'v[root]')} sift(v, big, n);`,
        `int x = v[root]; for (int c; (c = root * 2 + 1) < n; root = c) { c += c + 1 < n && ${s.less('v[c]', 'v[c + 1]')}; if (x >= v[c]) break; v[root] = v[c]; } v[root] = x;`,
      )} }`,
    ],
    call: `${s.down('b', 'n / 2', '0', 'sift(v, b, n);')} ${s.down('e', 'n - 1', '1', `${s.swap('v[0]', 'v[e]')} sift(v, 0, e);`)}`,
  }),
  (s) => ({
    functions: [
      `static void shell(int *v, int n) { ${s.one(
        'static const int gaps[] = { 701, 301, 132, 57, 23, 10, 4, 1 }; for (unsigned g = 0; g < sizeof gaps / sizeof *gaps; g++) { int gap = gaps[g];',
        'int gap = 1; while (gap < n / 3) gap = 3 * gap + 1; for (; gap > 0; gap /= 3) {',
        'for (int gap = n / 2; gap >= 1; gap = gap == 2 ? 1 : gap * 5 / 11) {',
      )} ${s.up('i', 'gap', 'n', `int x = ${s.at('v', 'i')}, j = i; ${s.one(`for (; j >= gap && ${s.less('x', s.at('v', 'j - gap'))}; j -= gap) v[j] = v[j - gap];`, `while (j - gap >= 0) { if (v[j - gap] <= x) break; ${s.at('v', 'j')} = v[j - gap]; j = j - gap; }`)} v[j] = x;`)} } }`,
    ],
    call: 'shell(v, n);',
  }),
  (s) => ({
    functions: [
      `static int split(int *v, int lo, int hi) { int p = lo + ${s.one('rand() % (hi - lo + 1)', '(int)(random() % (hi - lo + 1))')}; ${s.swap('v[p]', 'v[hi]')} int last = lo; ${s.up('i', 'lo', 'hi', `if (${s.less(s.at('v', 'i'), s.at('v', 'hi'))}) { ${s.swap('v[i]', 'v[last]')} ${s.add('last')} }`)} ${s.swap('v[last]', 'v[hi]')} return last; }`,
      s.one(
        'static void quick(int *v, int lo, int hi) { if (lo < hi) { int m = split(v, lo, hi); quick(v, lo, m - 1); quick(v, m + 1, hi); } }',
        'static void quick(int *v, int lo, int hi) { while (lo < hi) { int m = split(v, lo, hi); if (m - lo < hi - m) { quick(v, lo, m - 1); lo = m + 1; } else { quick(v, m + 1, hi); hi = m - 1; } } }',
      ),
    ],
    call: s.one('quick(v, 0, n - 1);', 'if (n > 1) quick(v, 0, n - 1);'),
  }),
  (s) => ({
    functions: [
      `static void quick3(int *v, int lo, int hi) { ${s.one('if (lo >= hi) return;', 'if (hi <= lo) { return; }')} int x = v[lo + rand() % (hi - lo + 1)], lt = lo, gt = hi, i = lo; while (i <= gt) { ${s.one(
        `if (${s.less('v[i]', 'x')}) { ${s.swap('v[lt]', 'v[i]')} lt++; i++; } else if (${s.less('x', 'v[i]')}) { ${s.swap('v[i]', 'v[gt]')} gt--; } else i++;`,
        `int c = (v[i] > x) - (v[i] < x); switch (c) { case -1: ${s.swap('v[lt]', 'v[i]')} ++lt; ++i; break; case 1: ${s.swap('v[i]', 'v[gt]')} --gt; break; default: ${s.add('i')} }`,
      )} } quick3(v, lo, lt - 1); quick3(v, gt + 1, hi); }`,
    ],
    call: 'quick3(v, 0, n - 1);',
  }),
  (s) => ({
    functions: [
      `struct span { int lo, hi; };`,
      `static void quick_stack(int *v, int n) { struct span stack[128]; int top = 0; stack[top++] = (struct span){ 0, n - 1 }; while (top ${s.one('> 0', '!= 0')}) { struct span s = stack[--top]; if (s.lo >= s.hi) continue; int x = ${s.one('v[(s.lo + s.hi) / 2]', 'v[s.lo + rand() % (s.hi - s.lo)]')}; int i = s.lo - 1, j = s.hi + 1; for (;;) { ${s.one(`do i++; while (${s.less('v[i]', 'x')}); do j--; while (${s.less('x', 'v[j]')});`, 'while (v[++i] < x) ; while (x < v[--j]) ;')} if (i >= j) break; ${s.swap('v[i]', 'v[j]')} } ${s.one('stack[top++] = (struct span){ s.lo, j }; stack[top++] = (struct span){ j + 1, s.hi };', 'stack[top].lo = j + 1; stack[top].hi = s.hi; top++; stack[top].lo = s.lo; stack[top].hi = j; top++;')} } }`,
    ],
    call: 'quick_stack(v, n);',
  }),
  (s) => ({
    functions: [
      `struct node { int key; unsigned weight; struct node *l, *r; };`,
      `static struct node *put(struct node *t, struct node *x) { if (!t) return x; if (${s.less('x->key', 't->key')}) { t->l = put(t->l, x); if (t->l->weight > t->weight) { struct node *u = t->l; t->l = u->r; u->r = t; return u; } } else { t->r = put(t->r, x); ${s.one('if (t->r->weight > t->weight)', 'if (t->weight < t->r->weight)')} { struct node *u = t->r; t->r = u->l; u->l = t; t = u; } } return t; }`,
      s.one(
        'static int *list(const struct node *t, int *out) { if (t == NULL) return out; out = list(t->l, out); *out++ = t->key; return list(t->r, out); }',
        'static void list(const struct node *t, int **out) { while (t) { list(t->l, out); **out = t->key; (*out)++; t = t->r; } }',
      ),
    ],
    call: `struct node *root = 0, *pool = calloc(n + 1, sizeof *pool); ${s.up('i', '0', 'n', 'pool[i].key = v[i]; pool[i].weight = rand(); root = put(root, &pool[i]);')} ${s.one('list(root, v);', 'int *end = v; list(root, &end);')} free(pool);`,
  }),
  (s) => ({
    functions: [
      `static void radix(int *v, int n) { unsigned *a = malloc((n + 1) * sizeof *a), *b = malloc((n + 1) * sizeof *b); ${s.up('i', '0', 'n', `a[i] = (unsigned)v[i] ${s.one('^ 0x80000000u', '+ 2147483648u')};`)} ${s.one('for (int shift = 0; shift < 32; shift += 8)', 'int shift = 0; for (int pass = 0; pass < 4; pass++, shift = pass * 8)')} { int count[257] = { 0 }; ${s.up('i1', '0', 'n', `count[((a[i1] >> shift) & 255) + 1]++;`)} ${s.up('d', '0', '256', 'count[d + 1] += count[d];')} ${s.up('i2', '0', 'n', 'b[count[(a[i2] >> shift) & 255]++] = a[i2];')} unsigned *t = a; a = b; b = t; } ${s.up('i3', '0', 'n', `v[i3] = (int)(a[i3] ${s.one('^ 0x80000000u', '- 2147483648u')});`)} free(a); free(b); }`,
    ],
    call: 'radix(v, n);',
  }),
  (s) => ({
    functions: [
      `static void merge(int *v, int *w, int lo, int mid, int hi) { ${mergeInto(s)} }`,
      `static int run_end(const int *v, int from, int n) { ${s.one('int e = from + 1; while (e < n && v[e - 1] <= v[e]) e++; return e;', 'for (int e = from + 1; e < n; e++) if (v[e] < v[e - 1]) return e; return n;')} }`,
      `static void natural(int *v, int n) { int *w = malloc((n + 1) * sizeof(int)); ${s.one('for (;;)', 'while (1)')} { int lo = 0, merges = 0; while (lo < n) { int mid = run_end(v, lo, n); if (mid ${s.one('>= n', '== n')}) break; int hi = run_end(v, mid, n); merge(v, w, lo, mid, hi); ${s.add('merges')} lo = hi; } if (${s.one('merges == 0', '!merges')}) break; } free(w); }`,
    ],
    call: 'natural(v, n);',
  }),
  (s) => ({
    functions: [
      `struct item { int value; struct item *next; };`,
      s.one(
        `static struct item *zip(struct item *a, struct item *b) { struct item head, *tail = &head; while (a && b) { struct item **from = ${s.less('b->value', 'a->value')} ? &b : &a; tail->next = *from; tail = *from; *from = (*from)->next; } tail->next = a ? a : b; return head.next; }`,
        `static struct item *zip(struct item *a, struct item *b) { if (!a) return b; if (!b) return a; if (${s.less('b->value', 'a->value')}) { b->next = zip(a, b->next); return b; } a->next = zip(a->next, b); return a; }`,
      ),
      `static struct item *sort_list(struct item *l) { if (!l || !l->next) return l; struct item *slow = l, *fast = l->next; while (fast && fast->next) { slow = slow->next; fast = fast->next->next; } struct item *half = slow->next; slow->next = NULL; return zip(sort_list(l), sort_list(half)); }`,
    ],
    call: `struct item *items = calloc(n + 1, sizeof *items), *l = n ? items : NULL; ${s.up('i', '0', 'n', 'items[i].value = v[i]; items[i].next = i + 1 < n ? &items[i + 1] : NULL;')} l = sort_list(l); ${s.one('for (int k = 0; l; l = l->next) v[k++] = l->value;', 'int k = 0; while (l != NULL) { v[k] = l->value; k++; l = l->next; }')} free(items);`,
  }),
  (s) => ({
    functions: [
      `static void merge(int *v, int *w, int lo, int mid, int hi) { ${mergeInto(s)} }`,
      `static void small(int *v, int lo, int hi) { ${insertion(s, 'lo', 'hi')} }`,
      `static void blocks(int *v, int n) { enum { RUN = ${s.one('16', '24', '32')} }; int *w = malloc(sizeof(int) * (n + 1)); for (int lo = 0; lo < n; lo += RUN) small(v, lo, lo + RUN < n ? lo + RUN : n); for (int size = RUN; size < n; size ${s.one('*= 2', '+= size')}) for (int lo = 0; lo + size < n; lo += 2 * size) merge(v, w, lo, lo + size, lo + 2 * size < n ? lo + 2 * size : n); free(w); }`,
    ],
    call: 'blocks(v, n);',
  }),
  (s) => ({
    functions: [
      `static int *tree; static int leaves;`,
      `static int better(const int *v, int a, int b) { if (a < 0) return b; if (b < 0) return a; return ${s.less('v[b]', 'v[a]')} ? b : a; }`,
      `static void tournament(int *v, int n) { leaves = 1; while (leaves < n) leaves ${s.one('*= 2', '<<= 1')}; tree = malloc(2 * leaves * sizeof *tree); ${s.up('i', '0', 'leaves', 'tree[leaves + i] = i < n ? i : -1;')} ${s.down('p', 'leaves - 1', '1', 'tree[p] = better(v, tree[2 * p], tree[2 * p + 1]);')} int *out = malloc((n + 1) * sizeof(int)); ${s.up('k', '0', 'n', `int won = tree[1]; out[k] = v[won]; int q = leaves + won; tree[q] = -1; ${s.one('while (q > 1) { q /= 2; tree[q] = better(v, tree[2 * q], tree[2 * q + 1]); }', 'for (q >>= 1; q >= 1; q >>= 1) tree[q] = better(v, tree[q << 1], tree[(q << 1) | 1]);')}`)} memcpy(v, out, n * sizeof(int)); free(out); free(tree); }`,
    ],
    call: 'tournament(v, n);',
  }),
  (s) => ({
    functions: [
      `static void cross(int *v, int i, int j, int up) { if (up == (v[i] > v[j])) { ${s.swap('v[i]', 'v[j]')} } }`,
      `static void network(int *v, int n) { for (int p = 1; p < n; p ${s.one('<<= 1', '*= 2', '+= p')}) for (int k = p; k >= 1; k ${s.one('/= 2', '>>= 1')}) for (int j = k % p; j + k < n; j += 2 * k) ${s.up('i', '0', 'k', 'if ((i + j) / (p * 2) == (i + j + k) / (p * 2) && i + j + k < n) cross(v, i + j, i + j + k, 1);')} }`,
    ],
    call: 'network(v, n);',
  }),
];

const READERS: readonly ((s: Style) => { functions: string[]; code: string })[] = [
  (s) => ({
    functions: [],
    code: `int n = 0, room = ${s.one('16', '1024')}; int *v = malloc(room * sizeof *v); ${s.one('for (int x; scanf("%d", &x) == 1; )', 'int x; while (scanf("%d", &x) == 1)')} { if (n ${s.one('== room', '>= room')}) { room *= 2; v = realloc(v, room * sizeof *v); } v[n++] = x; }`,
  }),
  (s) => ({
    functions: [
      `static char *slurp(size_t *length) { size_t room = 65536, used = 0, got; char *text = malloc(room + 1); while ((got = fread(text + used, 1, room - used, stdin)) > 0) { used += got; if (used == room) text = realloc(text, (room *= 2) + 1); } text[used] = 0; *length = used; return text; }`,
    ],
    code: `size_t length; char *text = slurp(&length); int *v = malloc((length / 2 + 1) * sizeof(int)), n = 0; ${s.one('for (char *p = text, *q; ; p = q) { long x = strtol(p, &q, 10); if (p == q) break; v[n++] = (int)x; }', 'char *p = text; char *end = p; do { p = end; long x = strtol(p, &end, 10); if (end > p) { v[n] = x; n++; } } while (end > p);')} free(text);`,
  }),
  (s) => ({
    functions: [
      `static int next_number(int *out) { int c = getchar(), sign = 1; while (c == ' ' || c == '\\n' || c == '\\t' || c == '\\r') c = getchar(); if (c == '-') { sign = -1; c = getchar(); } if (c < '0' || c > '9') return 0; long x = 0; ${s.one("while (c >= '0' && c <= '9') { x = x * 10 + (c - '0'); c = getchar(); }", "for (; c >= '0' && c <= '9'; c = getchar()) x = 10 * x + c - '0';")} *out = (int)(sign * x); return 1; }`,
    ],
    code: `int n = 0, capacity = 0, *v = NULL; int x; ${s.one('for (; next_number(&x); n++)', 'for (; next_number(&x); n += 1)')} { if (n == capacity) { capacity = capacity ? 2 * capacity : 8; v = realloc(v, capacity * sizeof(int)); } v[n] = x; }`,
  }),
  (s) => ({
    functions: [],
    code: `char *line = NULL; size_t size = 0; int n = 0, cap = 4; int *v = calloc(cap, sizeof(int)); while (getline(&line, &size, stdin) != -1) { ${s.one('char *save, *word = strtok_r(line, " \\t\\r\\n", &save); while (word) { if (n == cap) v = realloc(v, (cap += cap) * sizeof(int)); v[n++] = atoi(word); word = strtok_r(NULL, " \\t\\r\\n", &save); }', 'for (char *word = strtok(line, " \\n"); word != NULL; word = strtok(NULL, " \\n")) { if (n + 1 > cap) { cap = cap * 3; v = realloc(v, sizeof(int) * cap); } sscanf(word, "%d", v + n); n += 1; }')} } free(line);`,
  }),
  (s) => ({
    functions: [
      `struct numbers { int *data; int length, capacity; };`,
      `static void push(struct numbers *a, int x) { if (a->length == a->capacity) { a->capacity = a->capacity * 2 + ${s.one('1', '10')}; a->data = realloc(a->data, a->capacity * sizeof *a->data); ${s.one('if (!a->data) exit(1);', 'if (a->data == NULL) { perror("realloc"); exit(EXIT_FAILURE); }')} } a->data[a->length++] = x; }`,
    ],
    code: `struct numbers all = { 0 }; int x; ${s.one('while (!feof(stdin)) if (fscanf(stdin, " %d", &x) == 1) push(&all, x); else break;', 'for (;;) { int got = scanf(" %d", &x); if (got < 1) break; push(&all, x); }')} int *v = all.data, n = all.length;`,
  }),
];

const WRITERS: readonly ((s: Style) => string)[] = [
  (s) => s.up('o', '0', 'n', s.one('printf("%d\\n", v[o]);', 'fprintf(stdout, "%d\\n", *(v + o));')),
  (s) => `for (const int *p = v; p ${s.one('!= v + n', '< &v[n]')}; ) printf("%d\\n", *p++);`,
  () =>
    'static char out[1 << 16]; size_t used = 0; for (int o = 0; o < n; o++) { used += sprintf(out + used, "%d\\n", v[o]); if (used > sizeof out - 32) { fwrite(out, 1, used, stdout); used = 0; } } fwrite(out, 1, used, stdout);',
  (s) =>
    `if (n > 0) { int o = 0; do { char digits[16]; snprintf(digits, sizeof digits, "%d", v[o]); ${s.one('puts(digits);', 'fputs(digits, stdout); putchar(10);')} } while (++o < n); }`,
  () =>
    'setvbuf(stdout, NULL, _IOFBF, 1 << 18); int o = 0; while (1) { if (o == n) break; printf("%d", v[o]); putchar(\'\\n\'); o = o + 1; }',
];

/**
 * A hand: what its writer does with every line, whatever the line is for. Some declare first and assign later, some count by
 * pointers, some put everything into brackets, some check what can't happen.
 */
function handOf(random: () => number): (code: string) => string {
  const habit = () => Math.floor(random() * 3) / 2;
  const [splits, points, counts, returns, checks, braces] = Array.from({ length: 6 }, habit) as [
    ...[number, number, number, number, number, number],
  ];
  const does = (share: number) => random() < share;
  const guard = () =>
    [
      'assert(1);',
      'if (errno) perror("sort");',
      'steps = steps + 1;',
      '#DEBUG',
      'assert(steps >= 0 || debug);',
    ][Math.floor(random() * 5)]?.replace(
      '#DEBUG',
      'if (debug) fprintf(stderr, "%s: %d\\n", __func__, debug);',
    ) ?? '';
  return (code) =>
    code
      .replace(/(?<![(\w] ?)\bint (\w+) = ([^;,{}]+);/g, (line, name: string, value: string) =>
        does(splits) ? `int ${name}; ${name} = ${value};` : line,
      )
      .replace(/\b([a-z]\w*)\[([a-z]\w*(?: [-+*] \w+)?)\](?!\.)/g, (line, array: string, index: string) =>
        does(points) ? `*(${array} + ${index})` : line,
      )
      .replace(/\b(\w+)\+\+(?=[;)])/g, (line, name: string) =>
        does(counts) ? `${name} = 1 + ${name}` : line,
      )
      .replace(/\breturn ([^;(){}]+);/g, (line, value: string) =>
        does(returns) ? `return (${value});` : line,
      )
      .replace(/\bif (\([\w .<>=!&|+-]+\)) ([^{};()]+;)/g, (line, condition: string, then: string) =>
        does(braces) ? `if ${condition} { ${then} }` : line,
      )
      .replace(/\{ (?=[a-z])/g, (brace) => (does(checks / 2) ? `{ ${guard()} ` : brace));
}

/** Another program for each number. */
export function honestProgram(number: number): SortProgram {
  const random = randomOf(number * 7919 + 13);
  const s = new Style(random);
  const hand = handOf(random);
  const algorithm = (ALGORITHMS[number % ALGORITHMS.length] as Algorithm)(s);
  const reader = s.one(...READERS)(s);
  const all = [...HELPERS(s), ...reader.functions, ...algorithm.functions];
  const body = `${reader.code} ${algorithm.call} ${s.one(...WRITERS)(s)} free(v); return 0;`;
  const text = all.join(' ') + body;
  const isUsed = (code: string) => {
    const name = /(\w+)\(/.exec(code)?.[1] ?? '';
    return text.split(`${name}(`).length > 2;
  };
  const isFunction = (code: string) => !/^(?:struct \w+ \{|static int \*)/.test(code) || code.includes(') {');
  return {
    includes: ['assert', 'errno', 'stdio', 'stdlib', 'string'].map((name) => `#include <${name}.h>`),
    declarations: ['static int debug, steps;', ...all.filter((code) => !isFunction(code))],
    functions: all.filter((code) => isFunction(code) && isUsed(code)).map(hand),
    main: hand(`int main(void) { ${body} }`),
  };
}

const prototypeOf = (code: string) => `${code.slice(0, code.indexOf('{')).trim()};`;

const KEEP = new Set(
  (
    'int long unsigned char void struct static const enum if else while for do switch case default break continue return sizeof main ' +
    'size_t NULL stdin stdout stderr printf fprintf scanf sscanf fscanf malloc calloc realloc free rand random memcpy memmove fread fwrite ' +
    'strtol atoi getchar putchar puts fputs getline strtok strtok_r sprintf snprintf setvbuf feof perror exit EXIT_FAILURE _IOFBF include assert errno __func__'
  ).split(' '),
);

/** What somebody makes of another's program: other names and numbers, functions in another order, comments, another layout. */
export function disguised(program: SortProgram, seed: number): SortProgram {
  const random = randomOf(seed);
  const names = new Map<string, string>();
  const rename = (code: string) =>
    code
      .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|%?\b[A-Za-z_]\w*\b/g, (word) => {
        if (!/^[A-Za-z_]/.test(word) || KEEP.has(word)) return word;
        const name = names.get(word) ?? `my_${word.split('').reverse().join('')}_${String(names.size)}`;
        names.set(word, name);
        return name;
      })
      .replace(/([;{}])/g, (mark) => (random() < 0.3 ? `${mark} /* step */\n` : `${mark}\n`));
  const shuffled = [...program.functions].map((code) => ({ code, at: random() })).sort((a, b) => a.at - b.at);
  return {
    includes: [...program.includes].reverse(),
    declarations: [...program.declarations, ...program.functions.map(prototypeOf)].map(rename),
    functions: shuffled.map(({ code }) => rename(code)),
    main: `// my own work\n${rename(program.main)}`,
  };
}
