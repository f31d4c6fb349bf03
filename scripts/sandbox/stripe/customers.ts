import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { emit } from './events.ts'
import { missing, onlyEmulated } from './errors.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { checkEmail, mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'

const EMULATED = ['description', 'email', 'metadata', 'name', 'phone', 'preferred_locales'] as const

export function createCustomer(draft: Draft, params: EntryPoints['customer_create']): Stripe.Customer {
  onlyEmulated(params, EMULATED)
  checkEmail(params.email, 'email')
  const id = draft.nextId('cus_', 14)
  const customer: Stripe.Customer = {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: draft.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: draft.nextId('', 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    name: params.name ?? null,
    next_invoice_sequence: 1,
    phone: params.phone ?? null,
    preferred_locales: params.preferred_locales ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
  draft.put('customer', id, customer)
  emit(draft, 'customer.created', customer)
  return customer
}

export function retrieveCustomer(draft: Draft, _params: object, id: string): Stripe.Customer {
  return findCustomer(draft, id)
}

export function updateCustomer(
  draft: Draft,
  params: EntryPoints['customer_update'],
  id: string,
): Stripe.Customer {
  onlyEmulated(params, EMULATED)
  checkEmail(params.email, 'email')
  const before = findCustomer(draft, id)
  const after = draft.put('customer', id, {
    ...before,
    description: params.description ?? before.description,
    email: params.email ?? before.email,
    metadata: mergedMetadata(before.metadata, params.metadata),
    name: params.name ?? before.name,
    phone: params.phone ?? before.phone,
    preferred_locales: params.preferred_locales ?? before.preferred_locales,
  })
  emit(draft, 'customer.updated', after, changedFields(before, after))
  return after
}

export function listCustomers(draft: Draft, params: EntryPoints['customer_list']) {
  const found = draft
    .all('customer', draft.owner)
    .filter(c => isAsked(c.email, params.email) && isWithin(c.created, params.created))
  return pageOf(found, params, '/v1/customers', 'customer')
}

/** The customer, or the refusal that names the parameter which spoke of it. */
export function findCustomer(draft: Draft, id: string, param?: string): Stripe.Customer {
  const customer = draft.get('customer', id)
  if (customer === undefined || draft.ownerOf('customer', id) !== draft.owner)
    throw missing('customer', id, param)
  return customer
}

/** The fields of `before` that are different in `after`, as an event tells them. */
export function changedFields(before: object, after: object): object {
  const now = after as Record<string, unknown>
  const changed = Object.entries(before).filter(([k, v]) => JSON.stringify(v) !== JSON.stringify(now[k]))
  return Object.fromEntries(changed)
}
