import type Docker from 'dockerode';
import { InfrastructureError } from '#libs/grader-sdk';
import { SupervisorChannel } from './channel';
import { type ContainerClass, type ContainerIdentity, containerOptions } from './container-options';
import { engineCall, unlessAlreadyDone } from './engine';
import { FrameType, protocolVersion } from './protocol';

/** A started container whose supervisor is ready for its first step. */
export interface ReadyContainer {
  readonly kind: ContainerClass;
  readonly imageId: string;
  readonly channel: SupervisorChannel;
  /** Ends and removes it; safe to call twice. */
  destroy(): Promise<void>;
}

const readyWithinMs = 60_000;
const removedWithinMs = 15_000;

/**
 * Creates, attaches and starts one container. Whatever fails on the way, nothing of it is left.
 * @throws InfrastructureError
 */
export async function startContainer(
  engine: Docker,
  kind: ContainerClass,
  identity: ContainerIdentity,
): Promise<ReadyContainer> {
  const container = await engineCall('Creating a sandbox container', () =>
    engine.createContainer(containerOptions(kind, identity)),
  );
  let channel: SupervisorChannel | undefined;
  let started = false;
  let removed: Promise<void> | undefined;
  const destroy = (): Promise<void> => {
    channel?.close();
    return (removed ??= engineCall('Removing a sandbox container', () => remove(container, started)));
  };
  try {
    channel = await SupervisorChannel.attach(container);
    await engineCall('Starting a sandbox container', () => container.start());
    started = true;
    await greet(channel);
    return { kind, imageId: identity.imageId, channel, destroy };
  } catch (error) {
    await destroy().catch(() => undefined); // the first failure is the one to tell; a sweep finds what is left
    throw error;
  }
}

/**
 * A container that ran is removed by the engine itself (AutoRemove). To ask for its removal at the same time is a race
 * that Docker loses now and then ("unable to remove filesystem: directory not empty", and a dead container stays), so
 * it is killed, and removed by force only if it is still there long after.
 */
export async function remove(container: Docker.Container, started: boolean): Promise<void> {
  if (started) {
    const gone = unlessAlreadyDone(() =>
      container.wait({ condition: 'removed', abortSignal: AbortSignal.timeout(removedWithinMs) }),
    );
    gone.catch(() => undefined); // awaited below, unless the kill fails first
    await unlessAlreadyDone(() => container.kill());
    try {
      await gone;
      return;
    } catch {
      // It took too long, or the engine doesn't know the condition.
    }
  }
  await unlessAlreadyDone(() => container.remove({ force: true, v: true }));
}

async function greet(channel: SupervisorChannel): Promise<void> {
  const version = Buffer.alloc(4);
  version.writeUInt32LE(protocolVersion);
  const deadline = setTimeout(
    () => channel.close(`The sandbox was not ready within ${readyWithinMs / 1000} s`),
    readyWithinMs,
  );
  try {
    await channel.send([[FrameType.hello, version]]);
    const answer = await channel.receive();
    if (answer.type !== FrameType.ready || !answer.payload.equals(version)) {
      throw new InfrastructureError(
        `The sandbox image speaks another protocol: ${answer.payload.toString()}`,
        'Rebuild the sandbox images.',
      );
    }
  } finally {
    clearTimeout(deadline);
  }
}
