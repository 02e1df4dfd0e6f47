import type { NestExpressApplication } from '@nestjs/platform-express';

interface ExpressLayer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/**
 * Every route that the running api answers, as `GET /api/courses/:course`; read from its router, so none can hide. Left out
 * are the files of the OpenAPI page, which are the library's.
 */
export function routesOf(api: NestExpressApplication): string[] {
  const { router } = api.getHttpAdapter().getInstance() as unknown as {
    router: { stack: readonly ExpressLayer[] };
  };
  const routes = router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
  );
  return [...new Set(routes)].filter((route) => !route.startsWith('GET /api/docs/')).sort();
}
