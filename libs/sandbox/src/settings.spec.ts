import { sandboxSettingsFromEnv } from './settings';

test('has defaults, and takes what is set', () => {
  expect(sandboxSettingsFromEnv({}, '/images')).toEqual({
    engine: 'unix:///var/run/docker.sock',
    platform: 'assay',
    imagesDirectory: '/images',
    baseImage: 'debian:bookworm-slim',
    firstUserId: 61_000,
    warmContainers: 2,
  });
  expect(
    sandboxSettingsFromEnv(
      {
        DOCKER_HOST: 'unix:///run/podman/podman.sock',
        ASSAY_SANDBOX_RUNTIME: 'runsc',
        ASSAY_SANDBOX_WARM: '0',
      },
      '/images',
    ),
  ).toMatchObject({ engine: 'unix:///run/podman/podman.sock', runtime: 'runsc', warmContainers: 0 });
});

test.each([
  ['ASSAY_SANDBOX_WARM', 'many'],
  ['ASSAY_SANDBOX_FIRST_UID', '0'],
])('names the variable that is wrong: %s=%s', (name, value) => {
  expect(() => sandboxSettingsFromEnv({ [name]: value }, '/images')).toThrow(name);
});
