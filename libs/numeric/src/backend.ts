import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as TensorFlowJs from '@tensorflow/tfjs';

/** TensorFlow.js with the backend that was chosen. */
export interface NumericBackend {
  readonly tf: typeof TensorFlowJs;
  readonly name: BackendName;
}

export type BackendName = 'gpu' | 'native' | 'wasm' | 'cpu';

type TensorFlow = NumericBackend['tf'];
/** Packages are loaded by name: some may be absent, and most processes never need any. */
const load = createRequire(__filename);

interface WasmModule {
  readonly setWasmPaths: (folder: string) => void;
}
interface NativeBackend {
  readonly isUsingGpuDevice?: boolean;
}

/**
 * The fastest backend that this machine can run, tried in the order GPU, native CPU, WebAssembly, plain JavaScript.
 * The native packages are optional (they download a library when they are installed), so each is loaded by name and
 * has to multiply two matrices before it is believed.
 */
export async function chooseBackend(): Promise<NumericBackend> {
  for (const [name, start] of CANDIDATES) {
    try {
      const tf = await start();
      if (await multipliesRight(tf)) return { tf, name };
    } catch {
      // Not installed, or its library can't run here: the next candidate can.
    }
  }
  throw new Error('no TensorFlow.js backend works on this machine');
}

const CANDIDATES: readonly (readonly [BackendName, () => Promise<TensorFlow>])[] = [
  ['gpu', () => loadNative('@tensorflow/tfjs-node-gpu', true)],
  ['native', () => loadNative('@tensorflow/tfjs-node', false)],
  ['native', () => loadNative('@tensorflow/tfjs-node-gpu', false)],
  ['wasm', loadWasm],
  ['cpu', loadPlain],
];

async function loadNative(packageName: string, mustUseGpu: boolean): Promise<TensorFlow> {
  const tf = load(packageName) as TensorFlow;
  await tf.setBackend('tensorflow');
  const { isUsingGpuDevice } = tf.backend() as unknown as NativeBackend;
  if (mustUseGpu && isUsingGpuDevice !== true) throw new Error('no GPU');
  return tf;
}

async function loadWasm(): Promise<TensorFlow> {
  const packageName = '@tensorflow/tfjs-backend-wasm';
  const tf = requireTensorFlow();
  const { setWasmPaths } = load(packageName) as WasmModule;
  setWasmPaths(join(dirname(load.resolve(`${packageName}/package.json`)), 'dist', '/'));
  return activate(tf, 'wasm');
}

function loadPlain(): Promise<TensorFlow> {
  return activate(requireTensorFlow(), 'cpu');
}

function requireTensorFlow(): TensorFlow {
  const packageName = '@tensorflow/tfjs';
  return load(packageName) as TensorFlow;
}

async function activate(tf: TensorFlow, backend: string): Promise<TensorFlow> {
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} does not start`);
  return tf;
}

async function multipliesRight(tf: TensorFlow): Promise<boolean> {
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])),
  );
  const values = await product.data();
  product.dispose();
  return [19, 22, 43, 50].every((value, i) => values[i] === value);
}
