/** The thread of find-similar.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { compare } from './compare';
import type { SimilarityRequest } from './request';

void compare(workerData as SimilarityRequest).then((report) => parentPort?.postMessage(report));
