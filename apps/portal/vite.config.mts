import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  plugins: [react()],
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
