import { PlatformLogger } from '#libs/logging';
import type { LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Settings } from './settings';
import { WorkerModule } from './worker.module';

/** The whole worker; it takes jobs once it is initialised. */
export async function createWorker(
  settings: Settings,
  logger: readonly LogLevel[] = ['error', 'warn', 'log'],
): Promise<NestExpressApplication> {
  const worker = await NestFactory.create<NestExpressApplication>(WorkerModule.with(settings), {
    logger: new PlatformLogger(settings.logFormat, logger),
    abortOnError: false,
  });
  worker.enableShutdownHooks();
  return worker;
}
