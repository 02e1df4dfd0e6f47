import { resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { static as serveStatic, type NextFunction, type Request, type Response } from 'express';

/** Serves the built portal: assets (named by their hash) for long, and its one page for every address that isn't the api's. */
export function servePortal(app: NestExpressApplication, folder: string): void {
  const root = resolve(folder);
  app.use('/assets', serveStatic(`${root}/assets`, { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(serveStatic(root, { index: false }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = request.method === 'GET' && !/^\/(api|healthz|readyz)(\/|$)/.test(request.path);
    if (isPage) response.sendFile(`${root}/index.html`, { headers: { 'Cache-Control': 'no-cache' } }, next);
    else next();
  });
}
