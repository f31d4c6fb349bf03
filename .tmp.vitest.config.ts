import { defineConfig } from 'vitest/config'
import { existsSync } from 'node:fs'
export default defineConfig({
  plugins: [{ name: 'x', enforce: 'pre', resolveId(id) { if (id === '#app/mail/deliver-letter.server.ts' && !existsSync('/work/main/app/mail/deliver-letter.server.ts')) return '/tmp/deliver.ts'; if (id.endsWith('smtp-postman.server.ts') && !existsSync('/work/main/app/mail/smtp-postman.server.ts')) return '/tmp/postman.ts' } }],
  server: { fs: { strict: false } },
  test: { include: ['tests/**/*.test.ts'], testTimeout: 30000 },
})
