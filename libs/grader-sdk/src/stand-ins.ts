/** Ports for graders that use none, or that have to do without: for tests and benchmarks. */
import { Datasets } from './grader';
import { InfrastructureError } from './infrastructure-error';
import { Sandbox } from './sandbox';

/** A sandbox whose engine is down. */
export class DeadSandbox extends Sandbox {
  open(): Promise<never> {
    return Promise.reject(new InfrastructureError('the engine does not answer'));
  }
}

export class NoDatasets extends Datasets {
  locate(name: string): Promise<never> {
    return Promise.reject(new InfrastructureError(`there is no data set ${name}`));
  }
}
