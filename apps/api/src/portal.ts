import { existsSync, readdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { static as serveStatic, type NextFunction, type Request, type Response } from 'express';

/** Serves the built portal: assets (named by their hash) for long, and its one page for every address that isn't the api's. */
export function servePortal(app: NestExpressApplication, folder: string): void {
  const root = resolve(folder);
  app.use('/assets', takeCompressed(`${root}/assets`));
  app.use(
    '/assets',
    serveStatic(`${root}/assets`, {
      immutable: true,
      maxAge: '1y',
      fallthrough: false,
      setHeaders: nameEncoding,
    }),
  );
  app.use(serveStatic(root, { index: false }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = request.method === 'GET' && !/^\/(api|healthz|readyz)(\/|$)/.test(request.path);
    if (isPage) response.sendFile(`${root}/index.html`, { headers: { 'Cache-Control': 'no-cache' } }, next);
    else next();
  });
}

/** The shortest first. */
const ENCODINGS = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const;

/** Leads a request for a script or style sheet to the file that its build compressed, where the browser takes it. */
function takeCompressed(folder: string) {
  // Only names that the build wrote are ever led elsewhere.
  const built = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request: Request, response: Response, next: NextFunction): void => {
    response.vary('Accept-Encoding');
    const name = request.path.slice(1);
    const taken = ENCODINGS.find(
      ({ encoding, ending }) => built.has(name + ending) && request.acceptsEncodings(encoding) !== false,
    );
    if (taken !== undefined) request.url = `/${name}${taken.ending}`;
    next();
  };
}

/** What a compressed file is once it is unpacked. */
function nameEncoding(response: ServerResponse, path: string): void {
  const [, type, ending] = /\.(js|css)(\.br|\.gz)$/.exec(path) ?? [];
  const encoding = ENCODINGS.find((one) => one.ending === ending)?.encoding;
  if (encoding === undefined) return;
  response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Type', type === 'css' ? TYPES.css : TYPES.js);
}
