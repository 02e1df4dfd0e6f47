export { DockerSandbox, type SandboxFigures } from './docker-sandbox';
export { type OnProgress } from './follow-engine';
export { type GpuDevice } from './gpu';
export { type ProbeResult, probeSandbox } from './probes';
export { SandboxImages } from './sandbox-images';
export { type SandboxSettings, sandboxSettingsFromEnv } from './settings';
