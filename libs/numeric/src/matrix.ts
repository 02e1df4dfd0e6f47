/** A dense matrix of numbers, row by row. Reference computations use float64. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** @throws RangeError when `data` does not hold rows × columns numbers. */
export function matrix(rows: number, columns: number, data: ArrayLike<number>): Matrix {
  if (data.length !== rows * columns) {
    throw new RangeError(`${data.length} numbers for a ${rows} × ${columns} matrix`);
  }
  return { rows, columns, data: new Float64Array(data) };
}

export function map(a: Matrix, f: (x: number, index: number) => number): Matrix {
  return { ...a, data: a.data.map(f) };
}

/** Element by element: a ∘ b. */
export function hadamard(a: Matrix, b: Matrix): Matrix {
  assertEqual(a.rows * a.columns, b.rows * b.columns, 'sizes');
  return map(a, (x, i) => x * at(b.data, i));
}

export function transpose(a: Matrix): Matrix {
  const out = zeros(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) out.data[j * a.rows + i] = at(a.data, i * a.columns + j);
  }
  return out;
}

/** a·b, skipping zeros of `a`: four of five MNIST pixels are black. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  assertEqual(a.columns, b.rows, 'inner sizes');
  const out = zeros(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) {
      addScaledRow(out, i, at(a.data, i * a.columns + k), b, k);
    }
  }
  return out;
}

/** aᵀ·b without forming aᵀ. */
export function multiplyTransposed(a: Matrix, b: Matrix): Matrix {
  assertEqual(a.rows, b.rows, 'inner sizes');
  const out = zeros(a.columns, b.columns);
  for (let n = 0; n < a.rows; n++) {
    for (let i = 0; i < a.columns; i++) {
      addScaledRow(out, i, at(a.data, n * a.columns + i), b, n);
    }
  }
  return out;
}

/** out[i, :] += factor · b[k, :] */
function addScaledRow(out: Matrix, i: number, factor: number, b: Matrix, k: number): void {
  if (factor === 0) return;
  const width = b.columns;
  const to = i * width;
  const from = k * width;
  for (let j = 0; j < width; j++) {
    out.data[to + j] = at(out.data, to + j) + factor * at(b.data, from + j);
  }
}

/** Σ over rows, as a 1 × columns matrix. */
export function columnSums(a: Matrix): Matrix {
  const out = zeros(1, a.columns);
  for (let i = 0; i < a.rows; i++) addScaledRow(out, 0, 1, a, i);
  return out;
}

/** The first `count` rows. */
export function headRows(a: Matrix, count: number): Matrix {
  return { rows: count, columns: a.columns, data: a.data.slice(0, count * a.columns) };
}

export function selectRows(a: Matrix, rows: readonly number[]): Matrix {
  const out = zeros(rows.length, a.columns);
  rows.forEach((row, i) =>
    out.data.set(a.data.subarray(row * a.columns, (row + 1) * a.columns), i * a.columns),
  );
  return out;
}

export function selectColumns(a: Matrix, columns: readonly number[]): Matrix {
  const out = zeros(a.rows, columns.length);
  for (let i = 0; i < a.rows; i++) {
    columns.forEach((column, j) => (out.data[i * columns.length + j] = at(a.data, i * a.columns + column)));
  }
  return out;
}

/** a with the single row b below it. */
export function appendRow(a: Matrix, b: Matrix): Matrix {
  assertEqual(a.columns, b.columns, 'widths');
  const data = new Float64Array(a.data.length + b.data.length);
  data.set(a.data);
  data.set(b.data, a.data.length);
  return { rows: a.rows + b.rows, columns: a.columns, data };
}

/** ⟨a, b⟩ = Σ aᵢbᵢ */
export function dot(a: Matrix, b: Matrix): number {
  assertEqual(a.data.length, b.data.length, 'sizes');
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += at(a.data, i) * at(b.data, i);
  return sum;
}

/** Frobenius norm. */
export function norm(a: Matrix): number {
  return Math.sqrt(dot(a, a));
}

/** An element that is known to exist; a typed array answers `undefined` only outside its bounds. */
export function at(data: Float64Array | Float32Array | Uint8Array | Int32Array, index: number): number {
  return data[index] as number;
}

function assertEqual(a: number, b: number, what: string): void {
  if (a !== b) throw new RangeError(`${what} differ: ${a} and ${b}`);
}
