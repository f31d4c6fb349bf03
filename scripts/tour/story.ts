import { findOrMakeUser, grantRole } from '#app/domain/users/users.server.ts'
import { closeWorld, openWorld } from '#app/open-world.server.ts'
import type { World } from '#app/world.server.ts'
import { euros } from '#app/i18n/format.ts'
import { cents } from '#app/domain/money.ts'
import { moveForward } from '../demo/forward.ts'
import { DEMO_PEOPLE, DEMO_ROLES } from '../demo/people.ts'
import type { DemoRole } from '../demo/people.ts'
import { atRest } from '../demo/rest.ts'
import { seedPeople } from '../demo/seed.ts'
import type { Demo } from '../demo/start-demo.ts'
import { Mailbox } from '../story/mailbox.ts'
import type { Page } from '../story/page.ts'
import { expectSame } from '../story/surprise.ts'
import { Visitor } from '../story/visitor.ts'
import type { Backer } from './backer.ts'
import type { Step } from './tell.ts'
import type { TrialBalanceRow } from './trial-balance.ts'

/** Everything that the steps of a tour share. */
export interface Story {
  readonly demo: Demo
  /** Only looked into: what happens in a tour happens over HTTP. */
  readonly world: World
  readonly mailbox: Mailbox
  readonly people: Readonly<Record<DemoRole, Visitor>>
  /** Anyone who passes by, without an account. */
  readonly passerBy: Visitor
  readonly campaign: { id: string; slug: string }
  readonly backers: Map<string, Backer>
  /** What the campaign's cash book must say by now; the tips stand apart from it. */
  readonly told: Told
  /** The platform's own bank account, in cents, and its own payout to there. */
  readonly bank: { balance: number; ownPayout: { cents: number; descriptor: string; address: string } | null }
  /** The page of the month as somebody has it open who did not see that it was closed. */
  readonly month: { openPage: Page | null }
  /** Stripe's balance less the journal's, in cents, once it was computed. */
  difference: number | null
  /** The journal's accounts at that moment. */
  trialBalance: readonly TrialBalanceRow[]
}

/** In cents. */
interface Told {
  received: number
  /** By us, or by a backer's bank that took it back. */
  paidBack: number
  /** Less what the initiator paid back of it. */
  paidOut: number
  /** Approved, and not transferred yet. */
  approved: number
  onCards: number
  tips: number
  /** Of the initiator, because a backer's bank took back what had been paid out. */
  debt: number
}

export type TourStep = Step<Story>

/** Opens a story on a new demonstration, in which there are people and nothing else. */
export async function openStory(demo: Demo): Promise<Story> {
  const world = await openWorld(demo.config)
  await seedPeople(world)
  await letTreasurerApprove(world)
  return {
    demo,
    world,
    mailbox: new Mailbox(demo.sandbox),
    people: Object.fromEntries(DEMO_ROLES.map(role => [role, new Visitor()])) as Record<DemoRole, Visitor>,
    passerBy: new Visitor(),
    campaign: { id: '', slug: '' },
    backers: new Map(),
    told: { received: 0, paidBack: 0, paidOut: 0, approved: 0, onCards: 0, tips: 0, debt: 0 },
    bank: { balance: 0, ownPayout: null },
    month: { openPage: null },
    difference: null,
    trialBalance: [],
  }
}

/** In this story the treasurer is an approver as well, so that only being the same person stands in the way. */
async function letTreasurerApprove({ db, clock }: World): Promise<void> {
  const { email } = DEMO_PEOPLE.treasurer
  await db.inTransaction(async trx => {
    const now = clock.now()
    const userId = await findOrMakeUser(trx, now, email, 'nl')
    await grantRole(trx, now, { userId, role: 'approver', grantedBy: null })
  })
}

export const closeStory = ({ world }: Story): Promise<void> => closeWorld(world)

/** Waits until the webhooks are delivered and the worker has done what is due. */
export const rest = ({ world, demo }: Story): Promise<void> => atRest(world, demo.sandbox)

/** Moves the clock, a day at a time. */
export const goForward = ({ world, demo }: Story, amount: number, unit: 'd' | 'h'): Promise<void> =>
  moveForward(world, demo.sandbox, { amount, unit })

/** A day on which nobody does anything: what was under way arrives, and the books are looked at once more. */
export async function aDayPasses(story: Story): Promise<string> {
  await goForward(story, 1, 'd')
  return story.world.clock.now().toISOString().slice(0, 10)
}

/** An amount of cents in words. */
export const inEuros = (amount: number): string => euros(cents(amount), 'en')

/**
 * Looks whether the campaign's public cash book says what was told so far.
 *
 * @returns what is in keeping, in cents
 */
export async function lookAtCashBook({ demo, passerBy, campaign, told }: Story): Promise<number> {
  const page = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}/ledger`)
  const standing = told.received - told.paidBack
  const kept = standing - told.paidOut
  const figures = {
    Received: told.received,
    'Paid back': -told.paidBack,
    'Pledged now': standing + told.onCards,
    'Paid out to the initiator': -told.paidOut,
    'In keeping': kept,
  }
  for (const [label, amount] of Object.entries(figures))
    expectSame(`${page.address} (${label}, in cents)`, page.flow(label), amount)
  return kept
}
