import type { Session } from './session.ts'

const RETURN = 'https://example.com/back'
const CARD_ONLY = { allowed_payment_method_types: ['card'] }
const EURO = { currency: 'eur', ...CARD_ONLY }

/** Customers: made, read, changed, listed, and missed. */
export async function customerCalls(session: Session): Promise<void> {
  const { stripe } = session
  const email = `verify-${Date.now()}@example.com`
  const customer = await session.answered('make a customer', ['metadata', 'name'], () =>
    stripe.customers.create({ email, name: 'A. Backer', metadata: { pledge_id: 'p1', a: '1' } }),
  )
  session.watch('a customer', customer)
  await session.answered('change a customer’s metadata', ['metadata'], () =>
    stripe.customers.update(customer.id, { metadata: { a: '', b: '2' } }),
  )
  await session.answered('read a customer', ['name', 'metadata'], () =>
    stripe.customers.retrieve(customer.id),
  )
  await session.answered('list customers by address', ['has_more', 'url'], () =>
    stripe.customers.list({ email }),
  )
  await session.refused('read a customer that is not there', () => stripe.customers.retrieve('cus_nobody'))
  await session.refused('list with a cursor that is not there', () =>
    stripe.customers.list({ starting_after: 'cus_nobody' }),
  )
}

/** Checkout Sessions as the product opens them, up to the page where a person would pay. */
export async function checkoutCalls(session: Session): Promise<void> {
  const { stripe } = session
  const product = { name: 'De Ziel van Leiden' }
  const create = (more: object) =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        { quantity: 1, price_data: { currency: 'eur', unit_amount: 5500, product_data: product } },
      ],
      success_url: `${RETURN}?cs={CHECKOUT_SESSION_ID}`,
      cancel_url: RETURN,
      ...more,
    })
  const picked = [
    'mode',
    'status',
    'payment_status',
    'amount_total',
    'payment_intent',
    'payment_method_types',
  ]
  const opened = await session.answered('open Checkout for iDEAL and Bancontact', picked, () =>
    create({ allowed_payment_method_types: ['ideal', 'bancontact'] }),
  )
  session.watch('a Checkout Session that expires', opened)
  await session.answered('read a session with its lines', ['line_items.data.0.amount_total'], () =>
    stripe.checkout.sessions.retrieve(opened.id, { expand: ['line_items'] }),
  )
  await session.answered('expire a session', ['status', 'url'], () =>
    stripe.checkout.sessions.expire(opened.id),
  )
  await session.refused('expire it again', () => stripe.checkout.sessions.expire(opened.id))
  await session.refused('open Checkout by the old name of the methods', () =>
    create({ payment_method_types: ['ideal'] }),
  )
  await session.answered(
    'open Checkout to save a card',
    ['mode', 'status', 'payment_status', 'amount_total'],
    () =>
      stripe.checkout.sessions.create({ mode: 'setup', currency: 'eur', success_url: RETURN, ...CARD_ONLY }),
  )
}

/** Payments by card, taken and refused. */
export async function cardCalls(session: Session): Promise<void> {
  const { stripe } = session
  const pay = (method: string, more: object = {}) =>
    stripe.paymentIntents.create({ ...EURO, amount: 5500, payment_method: method, confirm: true, ...more })
  const paid = await session.answered(
    'pay by card',
    ['status', 'amount_received', 'last_payment_error'],
    () => pay('pm_card_bypassPending', { transfer_group: 'campaign_1', metadata: { pledge_id: 'p1' } }),
  )
  session.watch('a payment', paid)
  await session.until(
    'read a payment with its balance transaction',
    [
      'latest_charge.balance_transaction.type',
      'latest_charge.balance_transaction.reporting_category',
      'latest_charge.balance_transaction.amount',
      'latest_charge.balance_transaction.fee',
      'latest_charge.balance_transaction.net',
    ],
    () => stripe.paymentIntents.retrieve(paid.id, { expand: ['latest_charge.balance_transaction'] }),
    ({ latest_charge: charge }) => typeof charge !== 'string' && charge?.balance_transaction !== null,
  )
  for (const [what, method] of DECLINED) await session.refused(`pay by a card: ${what}`, () => pay(method))
  await session.refused('pay 10 cents', () => pay('pm_card_visa', { amount: 10 }))
  await session.refused('pay without a currency', () => pay('pm_card_visa', { currency: undefined }))
  await session.refused('pay with a parameter that is not there', () =>
    pay('pm_card_visa', { colour: 'red' }),
  )
  await session.refused('pay with a method that is not there', () => pay('pm_nothing'))
  await session.refused('cancel a payment that succeeded', () => stripe.paymentIntents.cancel(paid.id))
  const open = await session.answered('begin a payment', ['status', 'latest_charge'], () =>
    stripe.paymentIntents.create({ ...EURO, amount: 1000 }),
  )
  await session.answered('cancel it', ['status', 'cancellation_reason'], () =>
    stripe.paymentIntents.cancel(open.id),
  )
}

/** Cards that are saved first and charged in their holder's absence. */
export async function savedCardCalls(session: Session): Promise<void> {
  const { stripe } = session
  const customer = await session.answered('make a customer for a card', [], () => stripe.customers.create({}))
  const save = (method: string) =>
    stripe.setupIntents.create({ ...CARD_ONLY, customer: customer.id, payment_method: method, confirm: true })
  const setup = await session.answered('save a card', ['status', 'usage', 'last_setup_error'], () =>
    save('pm_card_visa'),
  )
  session.watch('a card that is saved', setup)
  await session.refused('save a card that is declined', () => save('pm_card_visa_chargeDeclined'))
  const collect = (method: string) =>
    stripe.paymentIntents.create({
      ...EURO,
      amount: 2500,
      customer: customer.id,
      payment_method: method,
      off_session: true,
      confirm: true,
    })
  await session.answered('charge the saved card', ['status', 'amount_received'], () =>
    collect(idOf(setup.payment_method)),
  )
  const fails = await session.answered('attach a card whose charges fail', ['type'], () =>
    stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id }),
  )
  await session.refused('charge the card whose charges fail', () => collect(fails.id))
  const asks = await session.answered('attach a card that always asks for proof', ['type'], () =>
    stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer: customer.id }),
  )
  await session.refused('charge the card that asks for proof', () => collect(asks.id))
  await session.answered('detach a card', ['customer'], () => stripe.paymentMethods.detach(fails.id))
}

/** The same request twice, and another one under its key. */
export async function keyCalls(session: Session): Promise<void> {
  const { stripe } = session
  const options = { idempotencyKey: `verify-${Date.now()}` }
  const create = (name: string) => stripe.customers.create({ name }, options)
  const first = await session.answered('make a customer under a key', ['name'], () => create('A'))
  await session.answered('make it again under the same key', ['isTheSame'], async () => {
    const again = await create('A')
    return { isTheSame: again.id === first.id }
  })
  await session.refused('make another one under that key', () => create('B'))
}

const DECLINED = [
  ['declined', 'pm_card_visa_chargeDeclined'],
  ['not enough money', 'pm_card_visa_chargeDeclinedInsufficientFunds'],
  ['lost', 'pm_card_visa_chargeDeclinedLostCard'],
  ['stolen', 'pm_card_visa_chargeDeclinedStolenCard'],
  ['expired', 'pm_card_chargeDeclinedExpiredCard'],
  ['a wrong code', 'pm_card_chargeDeclinedIncorrectCvc'],
  ['an error in between', 'pm_card_chargeDeclinedProcessingError'],
  ['too risky for Radar', 'pm_card_radarBlock'],
] as const

function idOf(reference: string | { id: string } | null): string {
  return typeof reference === 'string' ? reference : (reference?.id ?? '')
}
