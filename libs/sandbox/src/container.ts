import type Docker from 'dockerode';
import { InfrastructureError } from '#libs/grader-sdk';
import { SupervisorChannel } from './channel';
import { type ContainerClass, type ContainerIdentity, containerOptions } from './container-options';
import { engineCall, unlessAlreadyDone } from './engine';
import { FrameType, protocolVersion } from './protocol';

/** A started container whose supervisor is ready for its first step. */
export interface ReadyContainer {
  /** The engine's. */
  readonly id: string;
  readonly kind: ContainerClass;
  readonly imageId: string;
  readonly channel: SupervisorChannel;
  /** Ends and removes it; safe to call twice. */
  destroy(): Promise<void>;
}

const readyWithinMs = 60_000;
const endedWithinMs = 5_000;
const removedWithinMs = 60_000;
const askedAgainAfterMs = 2_000;

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
    return (removed ??= engineCall('Removing a sandbox container', () =>
      started ? awaitRemoval(container) : removeUnstarted(container),
    ));
  };
  try {
    channel = await SupervisorChannel.attach(container);
    await engineCall('Starting a sandbox container', () => container.start());
    started = true;
    await greet(channel);
    return { id: container.id, kind, imageId: identity.imageId, channel, destroy };
  } catch (error) {
    await destroy().catch(() => undefined); // the first failure is the one to tell; a sweep finds what is left
    throw error;
  }
}

/**
 * A container that ran ends at the end of its input, and the engine removes it then (AutoRemove). To kill or remove it
 * by a call at that same moment is a race that Docker loses now and then: "unable to remove filesystem", or an entry
 * that no call can remove any more. So it is given time, then killed; it is never removed by force.
 *
 * The question "tell me when it is removed" is asked again and again: Docker 20.10 never answers one that arrives in
 * the moment of the removal itself (State.Wait waits on the channel that SetRemoved has just made anew).
 */
export async function awaitRemoval(container: Docker.Container): Promise<void> {
  const impatience = setTimeout(() => {
    container.kill().catch(() => undefined); // what came of it is seen by the question below
  }, endedWithinMs);
  const deadline = Date.now() + removedWithinMs;
  try {
    while (!(await isRemovedWithin(container, askedAgainAfterMs))) {
      if (Date.now() > deadline) throw new Error(`not gone after ${removedWithinMs / 1000} s`);
    }
  } finally {
    clearTimeout(impatience);
  }
}

async function isRemovedWithin(container: Docker.Container, ms: number): Promise<boolean> {
  const abortSignal = AbortSignal.timeout(ms);
  try {
    await unlessAlreadyDone(() => container.wait({ condition: 'removed', abortSignal }));
    return true;
  } catch (error) {
    if (abortSignal.aborted) return false;
    throw error;
  }
}

/** For a container that was never started. */
export async function removeUnstarted(container: Docker.Container): Promise<void> {
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
