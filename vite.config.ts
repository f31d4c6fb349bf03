import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

/** Builds the site: `scripts/build.ts` calls it, and builds the worker beside it. */
export default defineConfig({
  plugins: [remix(remixOptions)],
  build: {
    target: 'es2022',
    sourcemap: false,
    // A file of its own can be kept by browsers; one inside a page is sent with every page.
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1' },
})
