/** Where Docker and Podman's Docker-compatible service differ in what a container may be asked for. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { InfrastructureError } from '#libs/grader-sdk';
import { engineCall } from './engine';
import { seccompProfile } from './seccomp-profile';

export interface EngineTraits {
  /** The value of `seccomp=`: for Docker the profile itself, for Podman a file on its host. */
  readonly seccomp: string;
  /** Whether paths are masked by a security option instead of by MaskedPaths. */
  readonly masksByOption: boolean;
  /** Mount options that give a tmpfs to the container's user and bound its inodes; Podman's are bounded by memory alone. */
  readonly ownTmpfs: (userId: number) => string;
}

/** @throws InfrastructureError also where the engine's processor is one that we have no system call filter for */
export async function traitsOf(engine: Docker): Promise<EngineTraits> {
  const { Arch, Components } = await engineCall('Asking the container engine for its version', () =>
    engine.version(),
  );
  const profile = seccompProfile(Arch);
  if (profile === undefined) {
    throw new InfrastructureError(
      `The container engine runs on ${Arch}, for which there is no system call filter.`,
      'Use an engine on x86_64 or aarch64.',
    );
  }
  const isPodman = (Components as typeof Components | undefined)?.some(({ Name }) =>
    Name.startsWith('Podman'),
  );
  return isPodman
    ? { seccomp: await fileOf(profile), masksByOption: true, ownTmpfs: () => 'U' }
    : { seccomp: profile, masksByOption: false, ownTmpfs: (id) => `nr_inodes=4096,uid=${id},gid=${id}` };
}

/** In a new folder that nobody else can write to; some kilobytes for each worker. */
async function fileOf(profile: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'assay-seccomp-')), 'profile.json');
  await writeFile(path, profile);
  return path;
}
