import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import { servePortal } from './portal';

@Module({})
class Empty {}

const SCRIPT = 'console.log("the portal");\n'.repeat(100);

describe('servePortal', () => {
  let folder: string;
  let app: NestExpressApplication;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portal-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<title>Assay</title>');
    writeFileSync(join(folder, 'assets/main-1.js'), SCRIPT);
    writeFileSync(join(folder, 'assets/main-1.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(join(folder, 'assets/main-1.js.gz'), gzipSync(SCRIPT));
    app = await NestFactory.create<NestExpressApplication>(Empty, { logger: false });
    servePortal(app, folder);
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const get = (path: string, encodings: string) =>
    request(app.getHttpServer()).get(path).set('Accept-Encoding', encodings).buffer(true);

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
    ['br;q=0, gzip;q=0', undefined],
  ])('serves a script to who takes %s', async (encodings, encoding) => {
    const { headers, status } = await get('/assets/main-1.js', encodings);
    expect({ status, encoding: headers['content-encoding'], type: headers['content-type'] }).toEqual({
      status: 200,
      encoding,
      type: 'text/javascript; charset=utf-8',
    });
    expect(headers['vary']).toContain('Accept-Encoding');
    expect(headers['cache-control']).toContain('immutable');
  });

  it('serves the text itself, unpacked', async () => {
    expect((await get('/assets/main-1.js', 'gzip')).text).toBe(SCRIPT);
  });

  it('has nothing outside its folder, and the page for every other address', async () => {
    expect((await get('/assets/..%2findex.html', 'br')).status).toBe(403);
    expect((await get('/assets/none.js', 'br')).status).toBe(404);
    expect((await get('/courses/intro-ml', 'br')).text).toContain('<title>Assay</title>');
  });
});
