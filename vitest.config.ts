import { defineConfig } from 'vitest/config'

/** Tests run over the sources, without a build: Remix's plugin stays out. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
  },
})
