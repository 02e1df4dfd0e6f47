/** The thread behind NetworkEvaluator: holds the images as a tensor and answers one network at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FloatMatrix } from './array-frame';
import { chooseBackend, type NumericBackend } from './backend';
import type { EvaluationReply, EvaluationRequest, EvaluatorData } from './evaluator';
import { argmax, forward } from './forward';
import { ACTIVATION_FUNCTIONS, type TwoLayerNetwork } from './network';

/** Predictions whose two best outputs lie closer than this, relative to the largest, are decided in float64. */
const CLOSE = 1e-4;
/** More close calls than this mean a degenerate network, whose exact error nobody asks for. */
const MAX_RECOUNTED = 500;

const { pixels, inputs } = workerData as EvaluatorData;

async function serve(): Promise<void> {
  const backend = await chooseBackend();
  const images = toTensor(backend, pixels, inputs);
  const port = parentPort;
  if (!port) throw new Error('not a worker thread');
  port.on('message', (request: EvaluationRequest) => {
    void answer(backend, images, request).then((reply) => port.postMessage(reply));
  });
  port.postMessage({ ready: backend.name });
}

type Tensor2D = ReturnType<typeof toTensor>;

function toTensor({ tf }: NumericBackend, bytes: Uint8Array, width: number) {
  const values = new Float32Array(bytes); // and not Float32Array.from with a function: that takes 20 times as long
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / 255;
  return tf.tensor2d(values, [bytes.length / width, width]);
}

async function answer(
  backend: NumericBackend,
  images: Tensor2D,
  { id, network, count }: EvaluationRequest,
): Promise<EvaluationReply> {
  try {
    const outputs = await forward(backend, images, network, count);
    return { id, predictions: predict(outputs, network, count) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

function predict(outputs: Float32Array, network: TwoLayerNetwork, count: number): Uint8Array {
  const classes = network.W2.columns;
  const predictions = new Uint8Array(count);
  const close: number[] = [];
  for (let n = 0; n < count; n++) {
    const { index, margin } = argmax(outputs.subarray(n * classes, (n + 1) * classes));
    predictions[n] = index;
    if (margin < CLOSE) close.push(n);
  }
  if (close.length <= MAX_RECOUNTED) {
    for (const n of close) predictions[n] = argmax(exactOutputs(network, n)).index;
  }
  return predictions;
}

/** One image through the network in float64. */
function exactOutputs(network: TwoLayerNetwork, n: number): Float64Array {
  const { f } = ACTIVATION_FUNCTIONS[network.activation];
  const image = pixels.subarray(n * inputs, (n + 1) * inputs);
  const x = Float64Array.from(image, (byte) => (byte / 255 - network.mean) / network.std);
  return affine(affine(x, network.W1).map(f), network.W2);
}

/** x·W, and the bias row where W has one row more than x has entries. */
function affine(x: Float64Array, W: FloatMatrix): Float64Array {
  const out = new Float64Array(W.columns);
  for (let i = 0; i < W.rows; i++) {
    const xi = i < x.length ? (x[i] as number) : 1;
    if (xi === 0) continue;
    for (let j = 0; j < W.columns; j++) {
      out[j] = (out[j] as number) + xi * (W.data[i * W.columns + j] as number);
    }
  }
  return out;
}

void serve();
