export { DockerSandbox } from './docker-sandbox';
export { type ProbeResult, probeSandbox } from './probes';
export { type OnProgress, SandboxImages } from './sandbox-images';
export { type SandboxSettings, sandboxSettingsFromEnv } from './settings';
