/**
 * Counts a network's errors on images that never leave the platform. A forward pass of 10,000 images takes half a
 * second of uninterrupted arithmetic, so it runs in a thread of its own and the event loop stays free; the labels
 * stay in this one.
 */
import type { Worker } from 'node:worker_threads';
import type { BackendName } from './backend';
import type { LabelledImages } from './mnist-data';
import type { TwoLayerNetwork } from './network';
import { startWorker } from './start-worker';

export interface EvaluatorData {
  readonly pixels: Uint8Array;
  /** Pixels of one image. */
  readonly inputs: number;
}

export interface EvaluationRequest {
  readonly id: number;
  readonly network: TwoLayerNetwork;
  readonly count: number;
}

export type EvaluationReply =
  | { readonly id: number; readonly predictions: Uint8Array }
  | { readonly id: number; readonly failure: string };

export interface Evaluation {
  /** One label per image; 255 where the outputs were not finite. */
  readonly predictions: Uint8Array;
  readonly errors: number;
}

const HAS_ENDED = 'the evaluation thread has ended';

interface Waiting {
  readonly resolve: (predictions: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

export class NetworkEvaluator implements AsyncDisposable {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private hasEnded = false;

  private constructor(
    private readonly worker: Worker,
    private readonly images: LabelledImages,
    readonly backend: BackendName,
  ) {
    worker.on('message', (reply: EvaluationReply) => this.settle(reply));
    worker.on('error', (error) => this.failAll(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => {
      this.hasEnded = true;
      this.failAll(new Error(HAS_ENDED));
    });
  }

  /** @throws Error when no TensorFlow.js backend starts. */
  static async start(images: LabelledImages): Promise<NetworkEvaluator> {
    const data: EvaluatorData = { pixels: images.pixels, inputs: images.pixels.length / images.count };
    const worker = startWorker(__dirname, 'evaluator.worker', {
      workerData: data,
      stdout: true,
      stderr: true,
    });
    const backend = await new Promise<BackendName>((resolve, reject) => {
      worker.once('message', ({ ready }: { ready: BackendName }) => resolve(ready));
      worker.once('error', reject);
    });
    return new NetworkEvaluator(worker, images, backend);
  }

  /**
   * Errors on the first `count` images (default all). Outputs too close to tell apart in float32 are compared in
   * float64, so that the count does not depend on the backend.
   * @throws Error when the thread fails, for example for want of memory.
   */
  async evaluate(network: TwoLayerNetwork, count = this.images.count): Promise<Evaluation> {
    if (this.hasEnded) throw new Error(HAS_ENDED);
    const id = ++this.lastId;
    const predictions = await new Promise<Uint8Array>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      const request: EvaluationRequest = { id, network, count };
      this.worker.postMessage(request);
    });
    const errors = predictions.reduce((sum, label, n) => sum + Number(label !== this.images.labels[n]), 0);
    return { predictions, errors };
  }

  get ended(): boolean {
    return this.hasEnded;
  }

  /** Whether the thread, while it waits, keeps the process from ending. */
  keepAlive(keep: boolean): void {
    if (keep) this.worker.ref();
    else this.worker.unref();
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  private settle(reply: EvaluationReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ('predictions' in reply) waiting?.resolve(reply.predictions);
    else waiting?.reject(new Error(reply.failure));
  }

  private failAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
