import { sql } from 'kysely'
import { randomIds } from '#app/domain/ids.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { openCheckout } from '#app/domain/payments/payments.server.ts'
import type { PledgeState } from '#db/schema.ts'
import { DAY_MS, durationMs } from '#scripts/sandbox/clock.ts'
import { payByBank, payByCard } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import type { Place } from '#tests/support/place.ts'
import { begin } from '#tests/support/pledging.ts'
import { onboard } from '#tests/support/succeeded-campaign.ts'
import type { Opening } from './schedule.ts'
import type { Sky } from './sky.ts'

/** What somebody has who pays: a bank and what they do there, and a card. */
export interface Means {
  prefers: 'bank' | 'card'
  bank: 'ideal' | 'bancontact'
  outcome: 'authorise' | 'fail' | 'close'
  card: string
}

/** Somebody whose bank does what they ask. */
const PAYS_BY_BANK: Means = {
  prefers: 'bank',
  bank: 'ideal',
  outcome: 'authorise',
  card: '4242424242424242',
}

/** One pledge as its backer knows it. */
export interface Begun {
  pledgeId: string
  form: { amount: number; tip: number; method: 'bank' | 'card'; reward: boolean; byInvitation?: boolean }
  /** Addresses of every Checkout that was ever shown to them, oldest first. */
  checkouts: string[]
  bankPage: string | null
  /** Whether the platform has said that it took the form. */
  isTaken: boolean
}

/** What is kept as it comes may be paid out from the 14th day on, while it goes on: it must last longer than that. */
const LAST_DAYS = { all_or_nothing: '2026-11-30', keep_it_all: '2026-12-20' } as const
const FIRST_PLEDGES = { reaches: 400_00, nearly: 340_00, nobody: null } as const
const FEE_BP = 500
/** Enough for the losses of every dispute that a schedule can bring: else nothing could be paid out. */
const FLOAT = 10_000_00
const COSTS_MORE_THAN_A_REWARD = 7_100
const MORE_PAGES_THAN_ANY = 1_000_000
const TURNS_TO_A_REQUEST = 20
/**
 * Longer than any lease, and shorter than Stripe keeps a key. A request that arrives later than that is made a second
 * time; the client gives up on it after ten seconds, so that only a machine that slept for a day could send it.
 */
const LONGEST_HANG_MS = 20 * 3_600_000

/** Where a schedule is played: the town, one campaign in it, and the people around it. */
export class Stage {
  readonly town: Place & { sky?: Sky }
  readonly pledges: Begun[] = []
  campaignId = ''
  initiatorId = ''
  pastDeadline = ''
  /** Whether the campaign goes on for more than two weeks. */
  isLong = false
  treasurer = ''
  approver = ''
  rewardId = ''
  /** Workers that hang in a request; what they do when they are let go is awaited. */
  #hanging: Promise<unknown>[] = []
  #hangsSince: number | null = null

  constructor(town: Place & { sky?: Sky }) {
    this.town = town
  }

  get world() {
    return this.town.world
  }

  async prepare({ model, costsPassedOn, backer }: Opening): Promise<void> {
    const { world, stripe } = this.town
    await stripe.topups.create({ amount: FLOAT, currency: 'eur', description: 'float' })
    await this.town.settle()
    const conditions = { platformFeeBp: FEE_BP, costsPassedOn }
    const campaign = await aLiveCampaign(world, { deadline: LAST_DAYS[model], model, conditions })
    const { campaignId, initiatorId } = campaign
    await onboard(this.town, initiatorId)
    Object.assign(this, { campaignId, initiatorId })
    this.isLong = model === 'keep_it_all'
    this.pastDeadline = `${dayAfter(LAST_DAYS[model])}T00:00:00.000Z`
    const { id } = await world.db.read
      .selectFrom('reward')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('quantity', '=', 2)
      .executeTakeFirstOrThrow()
    this.rewardId = id
    this.treasurer = await aMember(world, 'Thea Treasurer', 'treasurer')
    this.approver = await aMember(world, 'Aad Approver', 'approver')
    const amount = FIRST_PLEDGES[backer]
    if (amount === null) return
    const first = { amount, tip: 0, method: 'bank', reward: false } as const
    await this.pledge(first, { opens: true, pays: PAYS_BY_BANK })
  }

  /** One of the pledges that were begun, counted round; undefined while there is none. */
  begun(who: number): Begun | undefined {
    return this.pledges[who % Math.max(1, this.pledges.length)]
  }

  async pledge(form: Begun['form'], then: { opens: boolean; pays: Means | null }): Promise<void> {
    const begun: Begun = { pledgeId: randomIds.next(), form, checkouts: [], bankPage: null, isTaken: false }
    // The backer has the form before the platform has anything of it, and may send it again after a crash.
    this.pledges.push(begun)
    if (!(await this.start(begun))) return
    if (then.opens) await this.open(begun)
    if (then.pays) await this.pay(begun.checkouts.at(-1), then.pays)
  }

  /** One of the pledges that the platform has taken, counted round. */
  taken(who: number): Begun | undefined {
    const taken = this.pledges.filter(({ isTaken }) => isTaken)
    return taken[who % Math.max(1, taken.length)]
  }

  /**
   * One of the pledges that are in one of these states by the books, counted round; undefined while none is. Somebody
   * who chooses at random hardly ever meets the one with whom something can be done.
   */
  async inState(
    who: number,
    states: readonly PledgeState[],
    fits: (begun: Begun) => boolean = () => true,
  ): Promise<Begun | undefined> {
    const rows = await this.world.db.read
      .selectFrom('pledge')
      .select('id')
      .where('state', 'in', states)
      .execute()
    const ids = new Set(rows.map(({ id }) => id))
    const fitting = this.pledges.filter(begun => ids.has(begun.pledgeId) && fits(begun))
    return fitting[who % Math.max(1, fitting.length)]
  }

  async start(begun: Begun): Promise<boolean> {
    const { pledgeId, form } = begun
    const hasReward = form.reward && form.amount >= COSTS_MORE_THAN_A_REWARD
    const wanted = { ...form, pledgeId, email: `${pledgeId}@example.test` }
    const started = await whenStripeAnswers(() =>
      begin(this.world, this.campaignId, hasReward ? { ...wanted, rewardId: this.rewardId } : wanted),
    )
    begun.isTaken ||= started?.ok ?? false
    return started?.ok ?? false
  }

  async open(begun: Begun): Promise<void> {
    const opened = await whenStripeAnswers(() => openCheckout(this.world, begun.pledgeId))
    if (opened?.ok && begun.checkouts.at(-1) !== opened.url) begun.checkouts.push(opened.url)
  }

  /** As the payer likes best, or in the other way where the Checkout does not take that one. */
  async pay(checkout: string | undefined, { prefers, bank, outcome, card }: Means): Promise<void> {
    if (!checkout) return
    const { browser } = this.town
    const byBank = () => unlessRefused(() => payByBank(checkout, outcome, bank, browser))
    const byCard = () => unlessRefused(() => payByCard(checkout, card, browser))
    const [first, second] = prefers === 'bank' ? [byBank, byCard] : [byCard, byBank]
    if (!(await first())) await second()
  }

  /** A worker takes a job and hangs in its request to Stripe: before it arrives, or after it was done. */
  async hang(work: () => Promise<unknown>, where: 'there' | 'back'): Promise<void> {
    const { sky } = this.town
    if (!sky) return
    sky.holdUp(where)
    this.#hanging.push(work().catch((error: unknown) => error))
    this.#hangsSince ??= this.#now()
    for (let turn = 0; turn < TURNS_TO_A_REQUEST; turn += 1) await new Promise(setImmediate)
    // The job asked nothing of Stripe: then nobody else's request shall wait in its place.
    sky.holdNoMore()
  }

  /** Whoever hangs goes on, and must be too late for whatever was done meanwhile. */
  async letGo(): Promise<void> {
    this.town.sky?.letGo()
    this.#hangsSince = null
    await Promise.all(this.#hanging.splice(0))
  }

  /** Time passes, and nobody works. */
  async wait(span: string): Promise<void> {
    await this.#beforeItIsTooLate(this.#now() + (durationMs(span) ?? 0))
    await this.town.sandbox.control.advance(span)
  }

  /** Time passes, and everything that is due is done. */
  async live(span: string): Promise<void> {
    await this.#beforeItIsTooLate(this.#now() + (durationMs(span) ?? 0))
    await this.town.pass(span)
  }

  async fillDisk(pages: number): Promise<void> {
    if (!this.town.sky) return
    await this.world.db.inTransaction(async trx => {
      const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(trx)
      const most = (rows[0]?.page_count ?? 0) + pages
      await sql`PRAGMA max_page_count = ${sql.lit(most)}`.execute(trx)
    })
  }

  async makeRoom(): Promise<void> {
    if (!this.town.sky) return
    await this.world.db.inTransaction(trx =>
      sql`PRAGMA max_page_count = ${sql.lit(MORE_PAGES_THAN_ANY)}`.execute(trx),
    )
  }

  /** Moves the clock to a moment; one that has passed already changes nothing. */
  async waitUntil(moment: string): Promise<void> {
    if (this.#now() >= Date.parse(moment)) return
    await this.#beforeItIsTooLate(Date.parse(moment))
    await this.town.sandbox.control.freeze(moment)
  }

  #now(): number {
    return this.town.sandbox.machine.clock.now()
  }

  async #beforeItIsTooLate(nextMs: number): Promise<void> {
    if (this.#hangsSince !== null && nextMs - this.#hangsSince > LONGEST_HANG_MS) await this.letGo()
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
}

/** Stripe was away: the page says so, and the backer may try again. */
export async function whenStripeAnswers<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof GatewayUnavailable) return null
    throw error
  }
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
