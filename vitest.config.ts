import { defineConfig } from 'vitest/config'

/** What runs on both engines. */
const TOUCH_A_DATABASE = [
  'tests/db/**/!(sqlite|migrate|postgres-server).test.ts',
  'tests/domain/*/**/*.test.ts',
  'tests/http/{page-cache,permissions,sessions,sign-in}.test.{ts,tsx}',
  'tests/jobs/**/*.test.ts',
  'tests/journeys/**/*.test.ts',
  'tests/mail/deliver-letter.test.ts',
  'tests/races/**/*.test.ts',
  'tests/routes/**/*.test.ts',
  'tests/scripts/db-copy.test.ts',
  'tests/stripe/**/*.test.ts',
]

const ONLY_POSTGRES = ['tests/db/postgres{,-migrations}.test.ts', 'tests/jobs/graphile-worker.test.ts']

/** Tests run over the sources. Those in a real browser run over the build, which is made first. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/commands/**', ...ONLY_POSTGRES],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'unit-postgres',
          include: TOUCH_A_DATABASE,
          env: { TEST_ENGINE: 'postgres' },
          globalSetup: ['tests/support/start-postgres.ts'],
          testTimeout: 60_000,
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
