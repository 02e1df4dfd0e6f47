import type { Convention, NetworkModel } from '#libs/numeric';

/** The network that was recognised, in the terms that the training run and the forward pass need. */
export interface RecognisedNetwork {
  readonly model: NetworkModel;
  readonly convention: Convention;
  readonly framework: 'torch' | 'numpy';
}
