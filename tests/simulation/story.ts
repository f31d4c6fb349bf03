import Stripe from 'stripe'
import { randomIds } from '#app/domain/ids.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import {
  hintCheckout,
  openCheckout,
  prepareRecovery,
  refundByDecision,
  withdraw,
} from '#app/domain/payments/payments.server.ts'
import { doNextJob } from '#app/jobs/worker.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { begin } from '#tests/support/pledging.ts'
import { onboard } from '#tests/support/succeeded-campaign.ts'
import type { Town } from '#tests/support/town.ts'
import type { Deed, Means, Schedule } from './schedule.ts'

/** One pledge as its backer knows it. */
interface Begun {
  pledgeId: string
  form: { amount: number; tip: number; method: 'bank' | 'card'; reward: boolean }
  /** Addresses of every Checkout that was ever shown to them, oldest first. */
  checkouts: string[]
  bankPage: string | null
}

/** Somebody whose bank does what they ask. */
export const PAYS_BY_BANK: Means = {
  prefers: 'bank',
  bank: 'ideal',
  outcome: 'authorise',
  card: '4242424242424242',
}

const DEADLINE = '2026-11-30'
const PAST_DEADLINE = '2026-12-01T00:00:00.000Z'
/** Long enough for the deadline, a week of recovery, and a payout that reaches the bank. */
const DAYS_TO_REST = 16

/**
 * Lives through a schedule in a town, and then lets everything come to rest: the sky clears, the deadline passes, and
 * what can be paid out is. A deed that the platform or Stripe refuses has been done all the same; only surprises throw.
 */
export async function liveThrough(town: Town, { deeds, hasBigBacker }: Schedule): Promise<void> {
  const story = new Story(town)
  await story.begin(hasBigBacker)
  for (const deed of deeds) await story.do(deed)
  await story.comeToRest()
}

class Story {
  readonly #town: Town
  readonly #pledges: Begun[] = []
  #campaignId = ''
  #rewardId = ''
  #treasurer = ''
  #approver = ''

  constructor(town: Town) {
    this.#town = town
  }

  async begin(hasBigBacker: boolean): Promise<void> {
    const { world, sandbox } = this.#town
    await topUp(sandbox, 100_00)
    await this.#town.settle()
    const { campaignId, initiatorId } = await aLiveCampaign(world, { deadline: DEADLINE })
    await onboard(this.#town, initiatorId)
    this.#campaignId = campaignId
    const { id } = await world.db.read
      .selectFrom('reward')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('quantity', '=', 2)
      .executeTakeFirstOrThrow()
    this.#rewardId = id
    this.#treasurer = await aMember(world, 'Thea Treasurer', 'treasurer')
    this.#approver = await aMember(world, 'Aad Approver', 'approver')
    if (!hasBigBacker) return
    const big = { amount: 400_00, tip: 0, method: 'bank', reward: false, opens: true } as const
    await this.do({ deed: 'pledge', ...big, pays: PAYS_BY_BANK })
  }

  async do(deed: Deed): Promise<void> {
    switch (deed.deed) {
      case 'pledge':
        return this.#pledge(deed)
      case 'propose a payout':
        await propose(this.#town.world, this.#campaignId, this.#treasurer)
        return
      case 'approve a payout':
        await approve(this.#town.world, this.#approver)
        return
      case 'do some jobs':
        for (let done = 0; done < deed.jobs; done += 1) await doNextJob(this.#town.world)
        return
      case 'deliver webhooks':
        await this.#town.sandbox.control.drain()
        return
      case 'lose webhooks':
        this.#town.sandbox.machine.settings.webhooks.dropShare = deed.share
        return
      case 'break Stripe':
        return this.#town.sandbox.control.fault({ path: deed.path, kind: deed.kind, method: 'POST' })
      case 'restart':
        return this.#town.restart()
      case 'let the deadline pass':
        return this.#passDeadline(deed.works)
      case 'wait':
        await this.#town.sandbox.control.advance(deed.span)
        return
      case 'live':
        return this.#town.pass(deed.span)
      default:
        return this.#doOf(deed)
    }
  }

  /** What somebody does with a pledge that was begun; nothing while there is none. */
  async #doOf(deed: Extract<Deed, { who: number }>): Promise<void> {
    const begun = this.#pledges[deed.who % Math.max(1, this.#pledges.length)]
    if (!begun) return
    const { world } = this.#town
    const { pledgeId } = begun
    switch (deed.deed) {
      case 'change':
        begun.form = { ...begun.form, amount: deed.amount, method: deed.method }
        if (await this.#start(begun)) await this.#open(begun, deed.opens)
        return
      case 'pay':
        return pay(begun.checkouts.at(-1 - deed.older), deed)
      case 'go to the bank':
        begun.bankPage = await toTheBank(begun.checkouts.at(-1))
        return
      case 'answer at the bank':
        if (begun.bankPage) await post(begun.bankPage, { outcome: deed.outcome })
        return
      case 'come back from Checkout':
        return this.#comeBack(pledgeId)
      case 'pay unasked':
        return payUnasked(this.#town, pledgeId, begun.form.amount + begun.form.tip - deed.less)
      case 'withdraw':
        await world.db.inTransaction(trx => withdraw(trx, world.clock.now(), pledgeId))
        return
      case 'take another way to pay':
        if (await whenStripeAnswers(() => prepareRecovery(world, pledgeId))) await this.#open(begun, true)
        return
      case 'refund by decision':
        await world.db.inTransaction(trx =>
          refundByDecision(trx, world.clock.now(), {
            campaignId: this.#campaignId,
            pledgeId,
            decidedBy: this.#treasurer,
            reason: 'asked for by letter',
          }),
        )
        return
    }
  }

  async #passDeadline(works: boolean): Promise<void> {
    const { control } = this.#town.sandbox
    if (control.clock().now < PAST_DEADLINE) await control.freeze(PAST_DEADLINE)
    if (works) await this.#town.settle()
  }

  async #pledge({ opens, pays, ...form }: Extract<Deed, { deed: 'pledge' }>): Promise<void> {
    const begun: Begun = {
      pledgeId: randomIds.next(),
      form,
      checkouts: [],
      bankPage: null,
    }
    if (!(await this.#start(begun))) return
    this.#pledges.push(begun)
    await this.#open(begun, opens)
    if (pays) await pay(begun.checkouts.at(-1), pays)
  }

  async #start({ pledgeId, form }: Begun): Promise<boolean> {
    const { world } = this.#town
    const hasReward = form.reward && form.amount >= 7_100
    const wanted = { ...form, pledgeId, email: `${pledgeId}@example.test` }
    const started = await whenStripeAnswers(() =>
      begin(world, this.#campaignId, hasReward ? { ...wanted, rewardId: this.#rewardId } : wanted),
    )
    return started?.ok ?? false
  }

  /** @param opens false when the backer, or the process, was gone before the Checkout opened */
  async #open(begun: Begun, opens: boolean): Promise<void> {
    if (!opens) return
    const opened = await whenStripeAnswers(() => openCheckout(this.#town.world, begun.pledgeId))
    if (opened?.ok && begun.checkouts.at(-1) !== opened.url) begun.checkouts.push(opened.url)
  }

  async #comeBack(pledgeId: string): Promise<void> {
    const { db, clock } = this.#town.world
    const session = await db.read
      .selectFrom('checkout_session')
      .select('id')
      .where('pledge_id', '=', pledgeId)
      .orderBy('n', 'desc')
      .executeTakeFirst()
    if (session)
      await db.inTransaction(trx => hintCheckout(trx, clock.now(), { pledgeId, sessionId: session.id }))
  }

  async comeToRest(): Promise<void> {
    const { machine } = this.#town.sandbox
    machine.settings.webhooks.dropShare = 0
    machine.step(draft => draft.all('fault').forEach(({ id }) => draft.remove('fault', id)))
    for (let day = 0; day < DAYS_TO_REST; day += 1) await this.#town.pass('1d')
    // The first finds a proposal that is out of date, if one was left lying.
    for (let round = 0; round < 2; round += 1) {
      await this.do({ deed: 'approve a payout' })
      await this.do({ deed: 'propose a payout' })
      await this.do({ deed: 'approve a payout' })
      await this.#town.pass('3d')
    }
  }
}

/** Stripe was away: the page says so, and the backer may try again. */
async function whenStripeAnswers<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof GatewayUnavailable) return null
    throw error
  }
}

/** As the payer likes best, or in the other way where the Checkout does not take that one. */
async function pay(checkout: string | undefined, { prefers, bank, outcome, card }: Means): Promise<void> {
  if (!checkout) return
  const byBank = () => unlessRefused(() => payByBank(checkout, outcome, bank))
  const byCard = () => unlessRefused(() => payByCard(checkout, card))
  const [first, second] = prefers === 'bank' ? [byBank, byCard] : [byCard, byBank]
  if (!(await first())) await second()
}

/** @returns false when the page answered with a problem: the Checkout is over, or does not take this card or bank */
async function unlessRefused(click: () => Promise<unknown>): Promise<boolean> {
  try {
    await click()
    return true
  } catch (error) {
    if (!(error instanceof Error && /answered (400|402|409|410)$/.test(error.message))) throw error
    return false
  }
}

async function toTheBank(checkout: string | undefined): Promise<string | null> {
  const next = checkout ? await post(checkout, { method: 'ideal', bank: 'ing' }) : null
  return next?.includes('/bank-page/') ? next : null
}

/** @returns where the browser is sent next, if anywhere */
async function post(url: string, fields: Record<string, string>): Promise<string | null> {
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
  if (answer.status >= 500) throw new Error(`${new URL(url).pathname} answered ${answer.status}`)
  return answer.headers.get('Location')
}

async function payUnasked({ sandbox }: Town, pledgeId: string, amount: number): Promise<void> {
  const { hostname, port } = new URL(sandbox.url)
  const address = { host: hostname, port: Number(port), protocol: 'http' as const }
  const stripe = new Stripe(sandbox.apiKey, { ...address, telemetry: false })
  try {
    await stripe.paymentIntents.create({
      amount,
      currency: 'eur',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
      metadata: { pledge_id: pledgeId },
    })
  } catch (error) {
    // A failure that the schedule planned may meet this request as well.
    if (!(
      error instanceof Stripe.errors.StripeAPIError || error instanceof Stripe.errors.StripeConnectionError
    ))
      throw error
  }
}
