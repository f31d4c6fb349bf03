import Stripe from 'stripe'

/** What a refusal tells beside its type: among it whether a card may be tried again (`advice_code`). */
const TOLD = [
  'code',
  'decline_code',
  'advice_code',
  'network_decline_code',
  'network_advice_code',
  'param',
] as const

/** What is compared of one call. */
export interface Observation {
  call: string
  status: number
  /** The fields of an error by which a client decides; absent when the call was answered. */
  error?: { type: string } & Partial<Record<(typeof TOLD)[number], string>>
  /** What kind of object was answered. */
  object?: string
  /** The values that the call is made for. */
  values?: Record<string, unknown>
}

/** The fields of each kind of object by their path, with the types that were seen in them ("null or string"). */
export type Shapes = Record<string, Record<string, string>>

/** Objects whose names are data, not shape. */
const MAPS = ['metadata', 'minimum_balance_by_currency', 'payment_method_options', 'source_types']

/** What an answer looks like from outside. `picked` are the paths of the values to compare. */
export function observationOf(call: string, answer: object, picked: readonly string[]): Observation {
  const plain = JSON.parse(JSON.stringify(answer)) as Record<string, unknown>
  const values = Object.fromEntries(picked.map(path => [path, valueAt(plain, path) ?? null]))
  return {
    call,
    status: 200,
    ...(typeof plain.object === 'string' ? { object: plain.object } : {}),
    ...(picked.length > 0 ? { values } : {}),
  }
}

/** What a refusal looks like from outside; what is not a refusal by Stripe is thrown on. */
export function refusalOf(call: string, refusal: unknown): Observation {
  if (!(refusal instanceof Stripe.errors.StripeError) || refusal.statusCode === undefined) throw refusal
  const raw = refusal.raw as Record<string, unknown>
  const told = TOLD.filter(name => typeof raw[name] === 'string')
  const error = { type: String(raw.type), ...Object.fromEntries(told.map(name => [name, String(raw[name])])) }
  return { call, status: refusal.statusCode, error }
}

/** Adds the fields of an answer to what is known of its kind; the items of a list count as objects of their own. */
export function noteShape(shapes: Shapes, answer: object): void {
  const plain = JSON.parse(JSON.stringify(answer)) as Record<string, unknown>
  if (Array.isArray(plain.data)) {
    for (const item of plain.data) noteShape(shapes, item as object)
    return
  }
  if (typeof plain.object === 'string') walk(plain, '', (shapes[plain.object] ??= {}))
}

function walk(value: unknown, path: string, fields: Record<string, string>): void {
  if (path !== '') note(fields, path, typeOf(value))
  if (Array.isArray(value)) {
    for (const item of value) walk(item, `${path}[]`, fields)
  } else if (typeof value === 'object' && value !== null && !MAPS.includes(path.split('.').at(-1) ?? '')) {
    for (const [name, inner] of Object.entries(value))
      walk(inner, path === '' ? name : `${path}.${name}`, fields)
  }
}

function note(fields: Record<string, string>, path: string, type: string): void {
  const types = new Set(fields[path]?.split(' or '))
  fields[path] = [...types.add(type)].sort().join(' or ')
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function valueAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      object,
    )
}
