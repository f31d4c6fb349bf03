import fc from 'fast-check'
import Stripe from 'stripe'
import { answerNearMiss } from '#app/domain/closings/closings.server.ts'
import { hintCheckout, prepareRecovery, withdraw } from '#app/domain/payments/payments.server.ts'
import { requestInvoice } from '#app/domain/receipts/receipts.server.ts'
import type { NearMissAnswer } from '#db/schema.ts'
import { act } from '../act.ts'
import { whenStripeAnswers } from '../stage.ts'
import type { Begun, Means, Stage } from '../stage.ts'

/** Test cards: good; good once set up; refused when charged; asking for its holder always; refused at once. */
const CARDS = [
  '4242424242424242',
  '4242424242424242',
  '4000002500003155',
  '4000000000000341',
  '4000002760003184',
  '4000000000000002',
]

/** More than stop a campaign (brake.ts). */
const CARDS_OF_A_ROBOT = 31

const who = fc.nat({ max: 5 })
/** Whether it is somebody with whom it can be done; else anybody, who may be refused. */
const aims = fc.constantFrom(true, true, true, false)
const amount = fc.constantFrom(500, 1_710, 7_100, 9_000, 250_00)
const method = fc.constantFrom('bank', 'card')
const outcome = fc.constantFrom<Means['outcome'][]>('authorise', 'authorise', 'authorise', 'fail', 'close')
const means = {
  prefers: method,
  bank: fc.constantFrom<Means['bank'][]>('ideal', 'bancontact'),
  outcome,
  card: fc.constantFrom(...CARDS),
}
const pledged = fc.record({
  amount,
  tip: fc.constantFrom(0, 0, 200),
  method,
  reward: fc.boolean(),
  /** False when the backer is gone before the Checkout opens. */
  opens: fc.constantFrom(true, true, true, false),
  /** Null when the backer leaves the Checkout on the screen. */
  pays: fc.option(fc.record(means), { freq: 4 }),
})

export const BACKERS = [
  act('pledge', { before: 16, afterwards: 0 }, pledged, (stage, { opens, pays, ...form }) =>
    stage.pledge(form, { opens, pays }),
  ),
  // The form again with other words, before anything was decided.
  act(
    'change a pledge',
    { before: 2, afterwards: 0 },
    fc.record({ who, amount, method, opens: fc.boolean() }),
    async (stage, of) => {
      const begun = stage.taken(of.who)
      if (!begun) return
      begun.form = { ...begun.form, amount: of.amount, method: of.method }
      if ((await stage.start(begun)) && of.opens) await stage.open(begun)
    },
  ),
  // In the newest Checkout of a pledge or in an older one that is still on a screen.
  act(
    'pay',
    { before: 6, afterwards: 3 },
    fc.record({ who, aims, older: fc.constantFrom(0, 0, 0, 1), ...means }),
    async (stage, of) => stage.pay((await paying(stage, of))?.checkouts.at(-1 - of.older), of),
  ),
  act(
    'pay within seconds of the deadline',
    { before: 1, afterwards: 0 },
    fc.record({ who, aims, seconds: fc.integer({ min: -2, max: 2 }), ...means }),
    async (stage, of) => {
      await stage.waitUntil(new Date(Date.parse(stage.pastDeadline) + of.seconds * 1_000).toISOString())
      await stage.pay((await paying(stage, of))?.checkouts.at(-1), of)
    },
  ),
  act('go to the bank', { before: 4, afterwards: 0 }, fc.record({ who, aims }), async (stage, of) => {
    const begun = await paying(stage, of)
    const checkout = begun?.checkouts.at(-1)
    if (!begun || !checkout) return false
    const { location } = await stage.town.browser(checkout, { method: 'ideal', bank: 'ing' })
    begun.bankPage = location?.includes('/bank-page/') ? location : null
    return begun.bankPage !== null
  }),
  act('answer at the bank', { before: 4, afterwards: 1 }, fc.record({ who, outcome }), async (stage, of) => {
    const there = stage.pledges.filter(({ bankPage }) => bankPage !== null)
    const begun = there[of.who % Math.max(1, there.length)]
    if (begun?.bankPage) await stage.town.browser(begun.bankPage, { outcome: of.outcome })
  }),
  act('come back from Checkout', { before: 2, afterwards: 2 }, fc.record({ who }), async (stage, of) => {
    const begun = stage.taken(of.who)
    if (begun) await comeBack(stage, begun.pledgeId)
  }),
  // Money for a pledge that no Checkout asked for: a second time, too late, or another amount.
  act(
    'pay unasked',
    { before: 1, afterwards: 1 },
    fc.record({ who, less: fc.constantFrom(0, 0, 1) }),
    async (stage, of) => {
      const begun = stage.taken(of.who)
      if (begun) await payUnasked(stage, begun.pledgeId, begun.form.amount + begun.form.tip - of.less)
    },
  ),
  act(
    'withdraw',
    { before: 1, afterwards: 5, theme: 'goods' },
    fc.record({ who, aims }),
    async (stage, of) => {
      const begun = (of.aims && (await withdrawing(stage, of.who))) || stage.taken(of.who)
      const { db, clock } = stage.world
      if (begun) await db.inTransaction(trx => withdraw(trx, clock.now(), begun.pledgeId))
    },
  ),
  // The link in the letter of the 80 % conversation.
  act(
    'answer how it goes on',
    { before: 0, afterwards: 4, theme: 'conversation' },
    fc.record({
      who,
      answer: fc.constantFrom<NearMissAnswer[]>('stay', 'add', 'add', 'withdraw'),
      added: pledged,
    }),
    answerHowItGoesOn,
  ),
  act(
    'ask for an invoice',
    { before: 1, afterwards: 1, theme: 'goods' },
    fc.record({ who }),
    async (stage, of) => {
      const begun = stage.taken(of.who)
      if (!begun) return
      const { db, clock } = stage.world
      const pledge = { id: begun.pledgeId, language: 'nl' } as const
      const company = { name: 'Bakkerij De Ziel', address: 'Breestraat 1, Leiden', kvk: '', vatNumber: '' }
      await db.inTransaction(trx => requestInvoice(trx, clock.now(), pledge, company))
    },
  ),
  // With stolen numbers, one after the other in one Checkout, until the brake stops it or this robot has enough.
  act(
    'try cards',
    { before: 2, afterwards: 0, theme: 'end' },
    fc.record({ who, aims }),
    async (stage, of) => {
      const checkout = (await paying(stage, of))?.checkouts.at(-1)
      const refused = { prefers: 'card', bank: 'ideal', outcome: 'close', card: '4000000000000002' } as const
      for (let tried = 0; tried < CARDS_OF_A_ROBOT; tried += 1) await stage.pay(checkout, refused)
    },
  ),
  // The link in the letter of a card that was refused.
  act(
    'take another way to pay',
    { before: 0, afterwards: 4 },
    fc.record({ who, aims }),
    async (stage, of) => {
      const begun = (of.aims && (await stage.inState(of.who, ['action_required']))) || stage.taken(of.who)
      if (begun && (await whenStripeAnswers(() => prepareRecovery(stage.world, begun.pledgeId))))
        await stage.open(begun)
    },
  ),
]

/** Somebody whose reward can still be withdrawn from, or who has not paid yet. */
async function withdrawing(stage: Stage, who: number): Promise<Begun | undefined> {
  return (
    (await stage.inState(who, ['held'], ({ form }) => form.reward)) ??
    (await stage.inState(who, ['committed']))
  )
}

/** Somebody who has a Checkout on the screen in which nothing was paid yet. */
async function paying(stage: Stage, of: { who: number; aims: boolean }): Promise<Begun | undefined> {
  return (of.aims && (await stage.inState(of.who, ['checkout_open']))) || stage.begun(of.who)
}

async function answerHowItGoesOn(
  stage: Stage,
  of: {
    who: number
    answer: NearMissAnswer
    added: { opens: boolean; pays: Means | null } & Begun['form']
  },
): Promise<void> {
  const begun = stage.taken(of.who)
  if (!begun) return
  const { db, clock } = stage.world
  const { pledgeId } = begun
  const answered = await db.inTransaction(trx =>
    answerNearMiss(trx, clock.now(), { pledgeId, answer: of.answer }),
  )
  if (!answered.ok || of.answer !== 'add') return
  const { opens, pays, ...form } = of.added
  await stage.pledge({ ...form, byInvitation: true }, { opens, pays })
}

async function comeBack({ world }: Stage, pledgeId: string): Promise<void> {
  const { db, clock } = world
  const session = await db.read
    .selectFrom('checkout_session')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .orderBy('n', 'desc')
    .executeTakeFirst()
  if (session)
    await db.inTransaction(trx => hintCheckout(trx, clock.now(), { pledgeId, sessionId: session.id }))
}

async function payUnasked({ town }: Stage, pledgeId: string, amount: number): Promise<void> {
  try {
    await town.stripe.paymentIntents.create({
      amount,
      currency: 'eur',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
      metadata: { pledge_id: pledgeId },
    })
  } catch (error) {
    // A failure that the schedule planned may meet this request as well.
    const { StripeAPIError, StripeConnectionError, StripeRateLimitError } = Stripe.errors
    if (
      ![StripeAPIError, StripeConnectionError, StripeRateLimitError].some(planned => error instanceof planned)
    )
      throw error
  }
}
