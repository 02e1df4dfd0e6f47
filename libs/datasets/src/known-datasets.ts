/** A data set that problems need and that is too large to ship. */
export interface KnownDataset {
  readonly name: string;
  /** Tried in turn; each serves `<file>.gz`. */
  readonly mirrors: readonly string[];
  /** SHA-256 of each file once unpacked: mirrors pack them differently. */
  readonly files: Readonly<Record<string, string>>;
}

export const KNOWN_DATASETS: readonly KnownDataset[] = [
  {
    // Y. LeCun, C. Cortes, C. J. C. Burges: the MNIST database of handwritten digits (CC BY-SA 3.0).
    name: 'mnist',
    mirrors: [
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
    ],
    files: {
      'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
];
