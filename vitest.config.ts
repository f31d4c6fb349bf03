import { defineConfig } from 'vitest/config'

/** Tests run over the sources. Those in a real browser run over the build, which is made first. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/commands/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'built',
          include: ['tests/browser/**/*.test.ts', 'tests/commands/**/*.test.ts'],
          globalSetup: ['tests/support/build-first.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
