import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { badParameter, notEmulated, onlyEmulated } from './errors.ts'
import { checkAmount, checkCurrency, mergedMetadata } from './parameters.ts'

/** What is paid for, from prices that are given in the call itself. */
export function readLineItems(
  draft: Draft,
  sent: Stripe.Checkout.SessionCreateParams.LineItem[],
): Stripe.LineItem[] {
  if (sent.length === 0)
    throw badParameter('parameter_missing', 'Missing required param: line_items.', 'line_items')
  return sent.map((item, n) => readLineItem(draft, item, `line_items[${n}]`))
}

/** The sum of the lines in cents. */
export function totalOf(lineItems: Stripe.LineItem[]): number {
  return lineItems.reduce((sum, item) => sum + item.amount_total, 0)
}

function readLineItem(
  draft: Draft,
  item: Stripe.Checkout.SessionCreateParams.LineItem,
  param: string,
): Stripe.LineItem {
  onlyEmulated(item, ['metadata', 'price_data', 'quantity'])
  const { price_data: data, quantity } = item
  if (data === undefined)
    throw notEmulated('prices that were made before: send price_data', `${param}[price]`)
  if (quantity === undefined)
    throw badParameter('parameter_missing', 'Missing required param: quantity.', `${param}[quantity]`)
  onlyEmulated(data, ['currency', 'product_data', 'unit_amount'])
  checkCurrency(data.currency, `${param}[price_data][currency]`)
  const { product_data: product, unit_amount: unitAmount } = data
  if (product === undefined)
    throw notEmulated('products that were made before: send product_data', `${param}[price_data]`)
  if (unitAmount === undefined) {
    throw badParameter(
      'parameter_missing',
      'Missing required param: unit_amount.',
      `${param}[price_data][unit_amount]`,
    )
  }
  checkAmount(unitAmount, `${param}[price_data][unit_amount]`)
  checkAmount(quantity, `${param}[quantity]`)
  return {
    id: draft.nextId('li_1'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: unitAmount * quantity,
    amount_tax: 0,
    amount_total: unitAmount * quantity,
    currency: 'eur',
    description: product.name,
    metadata: mergedMetadata({}, item.metadata),
    price: priceOf(draft, unitAmount),
    quantity,
  }
}

function priceOf(draft: Draft, unitAmount: number): Stripe.Price {
  return {
    id: draft.nextId('price_1'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: draft.now,
    currency: 'eur',
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: draft.nextId('prod_', 14),
    recurring: null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: unitAmount,
    // Decimals travel as text; the package's type is for what it has made of it.
    unit_amount_decimal: String(unitAmount) as unknown as Stripe.Price['unit_amount_decimal'],
  }
}
