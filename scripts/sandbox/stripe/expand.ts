import type { CollectionName } from '../collections.ts'
import type { Draft } from '../draft.ts'
import { badParameter } from './errors.ts'
import { wholeList } from './lists.ts'

const COLLECTION_OF_PREFIX: Record<string, CollectionName> = {
  ch: 'charge',
  cs: 'checkout_session',
  cus: 'customer',
  du: 'dispute',
  issfr: 'early_fraud_warning',
  pi: 'payment_intent',
  pm: 'payment_method',
  po: 'payout',
  py: 'charge',
  pyr: 'refund',
  re: 'refund',
  setatt: 'setup_attempt',
  seti: 'setup_intent',
  tr: 'transfer',
  trr: 'transfer_reversal',
  tu: 'topup',
  txn: 'balance_transaction',
}

/** The collection of the object that an id names. */
export function collectionOf(id: string): CollectionName | undefined {
  return COLLECTION_OF_PREFIX[id.split('_')[0] ?? '']
}

type Json = Record<string, unknown>

/**
 * Puts the objects in the place of their ids along each path of `expand` ("payment_intent.latest_charge").
 * Throws a 400 beyond four steps and for a field that cannot be expanded.
 */
export function expanded(draft: Draft, answer: object, paths: string[]): object {
  let result = answer as Json
  for (const path of paths) {
    const steps = path.split('.')
    // `data.` says that the fields of a list's items are meant, and is not a step of its own.
    const depth = steps[0] === 'data' ? steps.length - 1 : steps.length
    if (depth > 4) {
      throw badParameter(
        undefined,
        `You cannot expand more than 4 levels of a property. Property: ${path}`,
        'expand',
      )
    }
    result = expandedAlong(draft, result, steps, path) as Json
  }
  return result
}

function expandedAlong(draft: Draft, value: unknown, steps: string[], path: string): unknown {
  const [step, ...rest] = steps
  if (step === undefined || value === null) return value
  if (Array.isArray(value)) return value.map(item => expandedAlong(draft, item, steps, path))
  if (typeof value !== 'object') throw cannotExpand(path)
  const object = value as Json
  const held = object[step] === undefined ? includable(draft, object, step) : object[step]
  if (held === undefined) {
    // A field that this object happens not to have is passed over when the items of a list are expanded.
    if (path.startsWith('data')) return object
    throw cannotExpand(path)
  }
  return { ...object, [step]: expandedAlong(draft, objectOf(draft, held, path), rest, path) }
}

function objectOf(draft: Draft, held: unknown, path: string): unknown {
  if (typeof held !== 'string') return held
  const collection = collectionOf(held)
  const found = collection === undefined ? undefined : draft.get(collection, held)
  if (found === undefined) throw cannotExpand(path)
  return found
}

/** Lists that an object only shows when they are asked for. */
function includable(draft: Draft, object: Json, step: string): unknown {
  const id = String(object.id)
  if (object.object === 'checkout.session' && step === 'line_items') {
    return wholeList(draft.must('session_content', id).lineItems, `/v1/checkout/sessions/${id}/line_items`)
  }
  if (object.object === 'charge' && step === 'refunds') {
    return wholeList(
      draft.all('refund').filter(r => r.charge === id),
      `/v1/charges/${id}/refunds`,
    )
  }
  return undefined
}

function cannotExpand(path: string): Error {
  return badParameter(undefined, `This property cannot be expanded (${path}).`, 'expand')
}
