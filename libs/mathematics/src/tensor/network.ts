/** A backprop problem: forward pass, loss, shapes; and the random situations in which answers are tried. */
import { type Random } from '../random';
import { makeTensor, scalar, type Tensor } from './tensor';
import { type Environment, Tape } from './tape';
import { type TensorExpression, tensorNodes } from './tensor-expression';

export interface Statement {
  readonly name: string;
  readonly value: TensorExpression;
}

/** Plain data, so that it can cross threads. */
export interface Network {
  readonly forward: readonly Statement[];
  readonly loss: TensorExpression;
  /** Names of the dimensions of every input, such as [N, D]. */
  readonly shapes: ReadonlyMap<string, readonly string[]>;
  /** Inputs whose rows are one-hot: targets of a cross-entropy. */
  readonly oneHot: ReadonlySet<string>;
  /** Further names that students may use. */
  readonly define: readonly Statement[];
}

/** One random trial: values of all names, and the gradient of every tensor of the forward pass. */
export interface Situation {
  readonly environment: Environment;
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly gradientsGiven: (fixed: ReadonlyMap<string, Tensor>) => ReadonlyMap<string, Tensor>;
  /** Gradients when the derivatives of activations are left out: for naming that mistake. */
  readonly linearized: ReadonlyMap<string, Tensor>;
  readonly lossShape: readonly number[];
}

const SIZES = [5, 3, 4, 2, 6, 7] as const;
/** ReLU has no derivative at 0, so no trial comes near it. */
const KINK = 1e-3;

export function dimensionsOf(network: Network): readonly string[] {
  return [...new Set([...network.shapes.values()].flat())].filter((dim) => !/^[0-9]+$/.test(dim));
}

/** All sizes different twice, all square, and one dimension of 1 in turn at both ends. */
export function sizings(network: Network): readonly ReadonlyMap<string, number>[] {
  const dims = dimensionsOf(network);
  const distinct = (shift: number): Map<string, number> =>
    new Map(dims.map((dim, index) => [dim, SIZES[(index + shift) % SIZES.length] ?? 8]));
  const withOne = (index: number): Map<string, number> => distinct(1).set(dims.at(index) ?? '', 1);
  return [distinct(0), distinct(2), new Map(dims.map((dim) => [dim, 3])), withOne(0), withOne(-1)];
}

/** @throws ShapeError when the network's own shapes do not fit. */
export function situation(network: Network, sizes: ReadonlyMap<string, number>, random: Random): Situation {
  for (let attempt = 0; ; attempt++) {
    const inputs = sampleInputs(network, sizes, random);
    const run = forward(network, inputs);
    if (run.distanceToKink > KINK || attempt > 50) return run.situation;
  }
}

function sampleInputs(
  network: Network,
  sizes: ReadonlyMap<string, number>,
  random: Random,
): Map<string, Tensor> {
  const environment = new Map<string, Tensor>();
  for (const [dim, size] of sizes) environment.set(dim, scalar(size));
  for (const [name, dims] of network.shapes) {
    const shape = dims.map((dim) => sizes.get(dim) ?? Number(dim));
    const width = shape.at(-1) ?? 1;
    const hot = network.oneHot.has(name);
    let chosen = 0;
    const value = makeTensor(shape, dims, (index) => {
      if (!hot) return random.normal();
      if (index % width === 0) chosen = random.below(width);
      return index % width === chosen ? 1 : 0;
    });
    environment.set(name, value);
  }
  return environment;
}

function forward(
  network: Network,
  inputs: ReadonlyMap<string, Tensor>,
): { readonly situation: Situation; readonly distanceToKink: number } {
  const run = (linearized: boolean): { environment: Map<string, Tensor>; tape: Tape; loss: Tensor } => {
    const environment = new Map(inputs);
    const tape = new Tape(environment, linearized);
    for (const { name, value } of [...network.forward, ...network.define])
      environment.set(name, tape.evaluate(value));
    const loss = tape.evaluate(network.loss);
    environment.set('L', environment.get('L') ?? loss);
    return { environment, tape, loss };
  };
  const exact = run(false);
  const without = run(true);
  const named = (found: ReadonlyMap<Tensor, Tensor>, environment: Environment): Map<string, Tensor> => {
    const gradients = new Map<string, Tensor>();
    for (const [name, tensor] of environment) {
      const gradient = found.get(tensor);
      if (gradient) gradients.set(name, gradient);
    }
    return gradients;
  };
  const situation: Situation = {
    environment: exact.environment,
    lossShape: exact.loss.shape,
    gradients: named(exact.tape.gradients(exact.loss), exact.environment),
    linearized: named(without.tape.gradients(without.loss), without.environment),
    gradientsGiven: (fixed) => {
      const byTensor = new Map<Tensor, Tensor>();
      for (const [name, gradient] of fixed) {
        const tensor = exact.environment.get(name);
        if (tensor) byTensor.set(tensor, gradient);
      }
      return named(exact.tape.gradients(exact.loss, byTensor), exact.environment);
    },
  };
  return { situation, distanceToKink: distanceToKink(network, exact.environment) };
}

function distanceToKink(network: Network, environment: Environment): number {
  let distance = Infinity;
  for (const { value } of network.forward) {
    for (const node of tensorNodes(value)) {
      if (node.kind !== 'apply' || !['relu', 'abs', 'maximum'].includes(node.name)) continue;
      const [first] = node.args;
      if (!first) continue;
      for (const x of new Tape(environment).evaluate(first).data) distance = Math.min(distance, Math.abs(x));
    }
  }
  return distance;
}
