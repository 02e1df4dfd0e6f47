export { DockerSandbox } from './docker-sandbox';
export { type OnProgress, SandboxImages } from './sandbox-images';
export { type SandboxSettings, sandboxSettingsFromEnv } from './settings';
