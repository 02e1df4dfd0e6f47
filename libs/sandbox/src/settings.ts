import { InfrastructureError } from '#libs/grader-sdk';

/** How and where sandboxes run. Plain data; only sandboxSettingsFromEnv looks at the environment. */
export interface SandboxSettings {
  /** `unix:///path/to/docker.sock` or `tcp://host:port`; Docker, or Podman's Docker-compatible socket. */
  readonly engine: string;
  /** Folder with ca.pem, cert.pem and key.pem for a tcp engine that wants TLS. */
  readonly engineCertificates?: string;
  /** Name of this installation: containers carry it as a label, and a sweep touches no other's. */
  readonly platform: string;
  /** Folder `sandbox-images` of this project: the build contexts. */
  readonly imagesDirectory: string;
  /** Base image that is pulled where a registry can be reached. */
  readonly baseImage: string;
  /** Index of PyTorch wheels with CUDA for the pytorch image, on hosts with GPUs. Default: Debian's CPU build. */
  readonly torchIndex?: string;
  /** OCI runtime known to the engine. Default: the engine's own choice. */
  readonly runtime?: string;
  /** Each live container gets a user id of its own from here upwards (never 65534, which others share). */
  readonly firstUserId: number;
  /** Containers that wait for submissions, at most; 0 starts each when it is asked for. */
  readonly warmContainers: number;
}

const defaultEngine = 'unix:///var/run/docker.sock';

/**
 * Reads DOCKER_HOST, DOCKER_CERT_PATH, ASSAY_PLATFORM, ASSAY_SANDBOX_BASE_IMAGE, ASSAY_SANDBOX_RUNTIME,
 * ASSAY_SANDBOX_TORCH_INDEX, ASSAY_SANDBOX_FIRST_UID and ASSAY_SANDBOX_WARM. @throws InfrastructureError that names the variable.
 */
export function sandboxSettingsFromEnv(
  env: Readonly<Record<string, string | undefined>>,
  imagesDirectory: string,
): SandboxSettings {
  const {
    DOCKER_CERT_PATH: certificates,
    ASSAY_SANDBOX_RUNTIME: runtime,
    ASSAY_SANDBOX_TORCH_INDEX: torchIndex,
  } = env;
  return {
    engine: env['DOCKER_HOST'] || defaultEngine,
    platform: env['ASSAY_PLATFORM'] || 'assay',
    imagesDirectory,
    baseImage: env['ASSAY_SANDBOX_BASE_IMAGE'] || 'debian:bookworm-slim',
    firstUserId: readInteger(env, 'ASSAY_SANDBOX_FIRST_UID', 61_000, 1_000, 65_000),
    warmContainers: readInteger(env, 'ASSAY_SANDBOX_WARM', 2, 0, 64),
    ...(certificates && { engineCertificates: certificates }),
    ...(runtime && { runtime }),
    ...(torchIndex && { torchIndex }),
  };
}

function readInteger(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InfrastructureError(
      `${name} is "${text}".`,
      `Set ${name} to a whole number from ${String(least)} to ${String(most)}.`,
    );
  }
  return value;
}
