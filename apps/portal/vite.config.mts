import react from '@vitejs/plugin-react';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Lays a `.br` and a `.gz` beside every script and style sheet: compressed once and well, not at every request. */
const precompress: Plugin = {
  name: 'precompress',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const texts = Object.values(bundle).filter(({ fileName }) => /\.(?:js|css)$/.test(fileName));
    await Promise.all(
      texts.map(async (output) => {
        const text = output.type === 'chunk' ? output.code : output.source;
        const path = join(dir, output.fileName);
        await writeFile(`${path}.br`, await promisify(brotliCompress)(text));
        await writeFile(`${path}.gz`, await promisify(gzip)(text));
      }),
    );
  },
};

export default defineConfig({
  plugins: [react(), precompress],
  resolve: {
    // The repository's `#libs/…` by source. An alias, not the `source` condition, so that npm packages stay compiled.
    alias: [{ find: /^#libs\/([a-z-]+)$/, replacement: `${root}libs/$1/src/index.ts` }],
    // rehype-katex brings a KaTeX of its own, whose markup would not fit our style sheet, and whose weight doubles.
    dedupe: ['katex'],
  },
  build: {
    outDir: `${root}dist/portal`,
    emptyOutDir: true,
    // The content security policy allows no data: images from style sheets.
    assetsInlineLimit: 0,
    // The editor is the largest chunk, and only who opens it fetches it.
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': process.env['ASSAY_API'] ?? 'http://localhost:3000' } },
});
