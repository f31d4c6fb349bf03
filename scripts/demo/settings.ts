import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PLATFORM_IBAN } from '../sandbox/bank/iban.ts'
import { readKept } from './kept-file.ts'
import type { DemoPorts } from './ports.ts'

const secret = () => randomBytes(24).toString('hex')

const kept = z.object({ secret: z.string(), platform: z.string(), connect: z.string(), thin: z.string() })

/** The secrets of one demonstration: made once, and kept in its folder so that its links go on working. */
export type DemoSecrets = z.output<typeof kept>

export function demoSecrets(folder: string): DemoSecrets {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'secrets.json')
  if (existsSync(file)) return readKept(file, kept)
  const made = {
    secret: secret(),
    platform: `whsec_${secret()}`,
    connect: `whsec_${secret()}`,
    thin: `whsec_${secret()}`,
  }
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  return made
}

/** The environment of the web process and the worker of a demonstration. */
export function demoEnvironment(
  folder: string,
  ports: DemoPorts,
  secrets: DemoSecrets,
): Record<string, string> {
  return {
    APP_MODE: 'demo',
    PUBLIC_URL: `http://127.0.0.1:${ports.site}`,
    PORT: String(ports.site),
    SECRET: secrets.secret,
    DATABASE_FILE: join(folder, 'stadmakers.sqlite'),
    FILES_FOLDER: join(folder, 'files'),
    STRIPE_API_KEY: 'sk_test_sandbox',
    STRIPE_API_BASE: `http://127.0.0.1:${ports.sandbox}`,
    STRIPE_WEBHOOK_SECRETS: secrets.platform,
    STRIPE_CONNECT_WEBHOOK_SECRETS: secrets.connect,
    STRIPE_THIN_WEBHOOK_SECRETS: secrets.thin,
    SMTP_URL: `smtp://127.0.0.1:${ports.mail}`,
    MAIL_FROM: 'stadmakers@stadmakers.example',
    SENDER_NAME: 'Stadmakers (demonstratie)',
    SENDER_ADDRESS: 'Stadhuisplein 1, Leiden (demonstratie)',
    SENDER_REGISTRATION: 'KvK 00000000 (demonstratie)',
    BANK_IBANS: PLATFORM_IBAN,
    PLATFORM_FEE_BP: '0',
    CLOCK_FILE: join(folder, 'clock.json'),
    LOG_LEVEL: 'warn',
  }
}
