import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BadConfiguration, databaseAddress, readConfig, settings } from '#app/config.server.ts'

/** The settings: each is described, a bad one stops the start with a sentence, and a secret is never shown. */

const GOOD = {
  APP_MODE: 'production',
  PUBLIC_URL: 'https://stadmakers.example',
  SECRET: 'x'.repeat(32),
  DATABASE_FILE: 'a.sqlite',
  FILES_FOLDER: 'files',
  STRIPE_API_KEY: 'sk_test_abc',
  STRIPE_WEBHOOK_SECRETS: 'whsec_1,whsec_2',
  STRIPE_CONNECT_WEBHOOK_SECRETS: 'whsec_3',
  STRIPE_THIN_WEBHOOK_SECRETS: 'whsec_4',
  SMTP_URL: 'smtp://user:password@mail.example:587',
  MAIL_FROM: 'stad@stadmakers.example',
  SENDER_NAME: 'Stichting',
  SENDER_ADDRESS: 'Leiden',
  SENDER_REGISTRATION: 'KvK 0',
}

const problemsOf = (changes: Record<string, string | undefined>): string => {
  try {
    readConfig({ ...GOOD, ...changes })
    return ''
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error
    return error.message
  }
}

describe('.env.example', () => {
  it('names exactly the settings there are, with what each is for', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8')
    const named = [...text.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
    expect(named).toEqual(Object.keys(settings.shape))
    for (const field of Object.values(settings.shape)) expect(text).toContain(`# ${field.description}\n`)
  })
})

describe('the configuration', () => {
  it('is read with its defaults', () => {
    expect(readConfig(GOOD)).toMatchObject({ PORT: 3000, PLATFORM_FEE_BP: 0, COSTS_PASSED_ON: false })
    expect(readConfig(GOOD).STRIPE_WEBHOOK_SECRETS).toEqual(['whsec_1', 'whsec_2'])
  })

  it.each([
    ['PORT', 'eighty', 'was "eighty"'],
    ['PUBLIC_URL', 'http://stadmakers.example', 'must begin with https://'],
    ['PUBLIC_URL', 'https://stadmakers.example/path', 'must have no path'],
    ['PLATFORM_FEE_BP', '501', 'was "501"'],
    ['CLOCK_FILE', 'clock.json', 'only be set when APP_MODE is demo'],
    ['COSTS_PASSED_ON', 'maybe', 'was "maybe"'],
    ['DATABASE_FILE', '', 'unless DATABASE_URL is set'],
    ['DATABASE_URL', 'postgres://db.example/stad', 'must not be set beside DATABASE_FILE'],
    ['DATABASE_URL', 'mysql://db.example/stad', 'postgres://user:password@host:port/name'],
  ])('%s=%s is refused with its name, what it was and what it may be', (name, value, part) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toContain(`  ${name} `)
    expect(problems).toContain(part)
  })

  it('names each setting that is missing', () => {
    const problems = problemsOf({ SECRET: undefined, SMTP_URL: '' })
    expect(problems).toContain('SECRET is not set')
    expect(problems).toContain('SMTP_URL is not set')
  })

  it('names one database: a file, or a server', () => {
    expect(databaseAddress(readConfig(GOOD))).toBe('a.sqlite')
    const url = 'postgres://stad@db.example:5432/stad'
    expect(databaseAddress(readConfig({ ...GOOD, DATABASE_FILE: '', DATABASE_URL: url }))).toBe(url)
  })

  it('never shows a secret', () => {
    const problems = problemsOf({
      SECRET: 'too short',
      STRIPE_API_KEY: 'pk_live_secret',
      SMTP_URL: 'http://hunter2@x',
      DATABASE_URL: 'http://me:hunter3@x',
    })
    for (const secret of ['too short', 'pk_live_secret', 'hunter2', 'hunter3'])
      expect(problems).not.toContain(secret)
  })
})
