import { isValidIBAN } from 'ibantools'
import { z } from 'zod'

/**
 * The environment, parsed once at the start. The only reader of `process.env`.
 * Every setting stands in `.env.example`; a test compares the two.
 */

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error })
}
const oneOf = <const T extends [string, ...string[]]>(...values: T) =>
  z.enum(values, { error: `must be ${values.join(' or ')}` })
const address = () => z.url({ protocol: /^https?$/, error: 'must be an address with http:// or https://' })
const yesNo = oneOf('yes', 'no').transform(value => value === 'yes')
const optionalText = z
  .string()
  .trim()
  .optional()
  .transform(value => value || undefined)

export const settings = z
  .object({
    APP_MODE: oneOf('production', 'demo').describe('production, or demo (shows that it is a demonstration)'),
    PUBLIC_URL: address().describe('where people find the site, without a path'),
    HOST: z.string().min(1).default('127.0.0.1').describe('the address on which the web process listens'),
    PORT: whole(0, 65_535)
      .default(3000)
      .describe('the port on which the web process listens; 0 takes a free one'),
    TRUSTED_PROXIES: whole(0, 5)
      .default(0)
      .describe('how many proxies before the site write X-Forwarded-For'),
    SECRET: z
      .string()
      .min(32, { error: 'must be longer' })
      .describe('at least 32 random characters: signs the links in letters'),
    DATABASE_FILE: optionalText.describe('path of the SQLite file, unless DATABASE_URL is set'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be an address with postgres://' })
      .optional()
      .describe('instead of DATABASE_FILE: postgres://user:password@host:port/name'),
    FILES_FOLDER: z.string().min(1).describe('folder for uploaded pictures'),
    STRIPE_API_KEY: z
      .string()
      .regex(/^(sk|rk)_(test|live)_\w+$/, {
        error: 'must begin with sk_test_, sk_live_, rk_test_ or rk_live_',
      })
      .describe("Stripe's secret or restricted key"),
    STRIPE_API_BASE: address().default('https://api.stripe.com').describe("where Stripe's API answers"),
    STRIPE_WEBHOOK_SECRETS: secrets().describe(
      'signing secrets of the platform endpoint (two during a rotation, with a comma)',
    ),
    STRIPE_CONNECT_WEBHOOK_SECRETS: secrets().describe(
      'signing secrets of the endpoint for connected accounts',
    ),
    STRIPE_THIN_WEBHOOK_SECRETS: secrets().describe(
      'signing secrets of the event destination for v2 accounts',
    ),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'must be an address with smtp:// or smtps://' })
      .describe('mail server: smtp://user:password@host:port'),
    MAIL_FROM: z
      .email({ error: 'must be an e-mail address' })
      .describe('the address from which letters come, and to which people write'),
    SENDER_NAME: z.string().min(1).describe('who runs this site: name'),
    SENDER_ADDRESS: z.string().min(1).describe('who runs this site: postal address'),
    SENDER_REGISTRATION: z
      .string()
      .min(1)
      .describe('who runs this site: registration, for instance a KvK number'),
    BANK_IBANS: ibans().describe(
      "IBANs of the platform's own bank accounts, with commas: only their statements are booked, and the first pays",
    ),
    PLATFORM_FEE_BP: whole(0, 500)
      .default(0)
      .describe('platform fee in basis points of what was collected (500 is 5 %)'),
    FEE_VAT_BP: whole(0, 10_000).default(2100).describe('VAT on the platform fee in basis points'),
    REWARD_VAT_BP: whole(0, 10_000)
      .default(2100)
      .describe('VAT that is proposed for a reward on receipts, in basis points'),
    PAYOUT_DAY_LIMIT_CENTS: whole(100, 100_000_000_00)
      .default(50_000_00)
      .describe('how much two people together may let out within 24 hours, in cents'),
    COSTS_PASSED_ON: yesNo
      .default(false)
      .describe('yes: the initiator bears the costs of payment; no: the platform does'),
    PLEDGE_MIN_CENTS: whole(50, 100_000).default(500).describe('smallest pledge without a reward, in cents'),
    PLEDGE_MAX_CENTS: whole(500, 99_999_999).default(1_000_000).describe('largest pledge, in cents'),
    REWARD_MIN_CENTS: whole(50, 100_000).default(200).describe('lowest price of a reward, in cents'),
    CLOCK_FILE: optionalText.describe('demo only: file with the clock that the site follows'),
    LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error', 'silent')
      .default('info')
      .describe('how much is logged'),
  })
  .refine(value => Boolean(value.DATABASE_FILE ?? value.DATABASE_URL), {
    path: ['DATABASE_FILE'],
    error: 'must be set, or DATABASE_URL',
    // Told together with whatever else is not set.
    when: () => true,
  })
  .superRefine((value, context) => {
    const production = value.APP_MODE === 'production'
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (value.DATABASE_FILE && value.DATABASE_URL)
      problem('DATABASE_URL', 'must not be set beside DATABASE_FILE: there is one database')
    if (new URL(value.PUBLIC_URL).pathname !== '/') problem('PUBLIC_URL', 'must have no path')
    if (production && !value.PUBLIC_URL.startsWith('https:') && !isLoopback(value.PUBLIC_URL))
      problem('PUBLIC_URL', 'must begin with https:// (http:// only on this machine itself)')
    if (production && value.CLOCK_FILE) problem('CLOCK_FILE', 'may only be set when APP_MODE is demo')
    if (value.PLEDGE_MIN_CENTS > value.PLEDGE_MAX_CENTS)
      problem('PLEDGE_MIN_CENTS', 'must not be above PLEDGE_MAX_CENTS')
  })

export type Config = z.output<typeof settings>

/** Where the database is: `postgres://…`, or the path of a SQLite file. */
export function databaseAddress(config: Pick<Config, 'DATABASE_FILE' | 'DATABASE_URL'>): string {
  return config.DATABASE_URL ?? config.DATABASE_FILE ?? ''
}

/** A configuration that cannot be used. `message` has one line for each bad setting. */
export class BadConfiguration extends Error {}

/**
 * Reads the settings.
 *
 * @throws BadConfiguration that names each bad setting, what it was, and what it may be. A secret is not shown.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = settings.safeParse(present)
  if (result.success) return result.data
  const lines = result.error.issues.map(issue => explain(String(issue.path[0]), issue.message, environment))
  throw new BadConfiguration(['The configuration cannot be used:', ...lines].join('\n'))
}

function explain(name: string, message: string, environment: Record<string, string | undefined>): string {
  const value = environment[name]
  const what = settings.shape[name as keyof typeof settings.shape]?.description ?? 'unknown'
  if (value === undefined || value === '') return `  ${name} is not set. It is: ${what}.`
  return `  ${name} was ${shown(name, value)}: ${message}. It is: ${what}.`
}

function shown(name: string, value: string): string {
  return /SECRET|KEY|SMTP_URL|DATABASE_URL/.test(name)
    ? `a value of ${value.length} characters`
    : JSON.stringify(value)
}

function secrets() {
  return z
    .string()
    .transform(value => value.split(',').map(secret => secret.trim()))
    .pipe(
      z
        .array(z.string().regex(/^whsec_\S+$/, 'each must begin with whsec_'))
        .min(1)
        .max(2),
    )
}

function ibans() {
  return z
    .string()
    .default('')
    .transform(value => value.split(',').map(iban => iban.replaceAll(/\s/g, '').toUpperCase()))
    .transform(list => list.filter(iban => iban !== ''))
    .pipe(z.array(z.string().refine(iban => isValidIBAN(iban), { error: 'each must be an IBAN' })))
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}
