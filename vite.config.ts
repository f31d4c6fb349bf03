import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

/** A route that shows no page has nothing for the browser; a package's hints to another bundler say nothing here. */
const EXPECTED = new Set<string | undefined>(['EMPTY_BUNDLE', 'INVALID_ANNOTATION'])

/** Builds the site: `scripts/build.ts` calls it, and builds the worker beside it. */
export default defineConfig({
  plugins: [remix(remixOptions)],
  build: {
    target: 'es2022',
    sourcemap: false,
    // A file of its own can be kept by browsers; one inside a page is sent with every page.
    assetsInlineLimit: 0,
    rollupOptions: { onwarn: (warning, warn) => !EXPECTED.has(warning.code) && warn(warning) },
  },
  server: { host: '127.0.0.1' },
})
