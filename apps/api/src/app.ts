import { PlatformLogger } from '#libs/logging';
import type { LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { serveOpenApi } from './http/openapi';
import { logRequests } from './http/request-log';
import { ApiMetrics } from './operations/api-metrics';
import { servePortal } from './portal';
import type { Settings } from './settings';

/** The whole api, wired but not listening yet. */
export async function createApp(
  settings: Settings,
  logger: readonly LogLevel[] = ['error', 'warn', 'log'],
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings), {
    logger: new PlatformLogger(settings.logFormat, logger),
    abortOnError: false,
  });
  app.use(logRequests);
  app.use(app.get(ApiMetrics).timeRequests);
  app.set('trust proxy', settings.trustedProxies);
  app.use(
    helmet({
      strictTransportSecurity: settings.secureCookie,
      contentSecurityPolicy: {
        directives: {
          'default-src': ["'self'"],
          'script-src': ["'self'"],
          // The component library sets styles from script; they hold no text of users.
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'font-src': ["'self'", 'data:'],
          'worker-src': ["'self'", 'blob:'],
          'object-src': ["'none'"],
          'frame-ancestors': ["'none'"],
          'upgrade-insecure-requests': settings.secureCookie ? [] : null,
        },
      },
    }),
  );
  app.useBodyParser('json', { limit: '512kb' });
  app.use(cookieParser());
  serveOpenApi(app);
  servePortal(app, settings.portalFolder);
  app.enableShutdownHooks();
  return app;
}
