import { closeWorld, openWorld } from '#app/open-world.server.ts'
import type { World } from '#app/world.server.ts'
import { euros } from '#app/i18n/format.ts'
import { cents } from '#app/domain/money.ts'
import { moveForward } from '../demo/forward.ts'
import { DEMO_ROLES } from '../demo/people.ts'
import type { DemoRole } from '../demo/people.ts'
import { atRest } from '../demo/rest.ts'
import { seedPeople } from '../demo/seed.ts'
import type { Demo } from '../demo/start-demo.ts'
import { Mailbox } from '../story/mailbox.ts'
import { expectSame } from '../story/surprise.ts'
import { Visitor } from '../story/visitor.ts'
import type { Backer } from './backer.ts'
import type { Step } from './tell.ts'

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
  /** What the campaign's cash book must say by now, in cents; the tips stand apart from it. */
  readonly told: { received: number; paidBack: number; paidOut: number; onCards: number; tips: number }
  /** Stripe's balance less the journal's, in cents, once it was computed. */
  difference: number | null
}

export type TourStep = Step<Story>

/** Opens a story on a new demonstration, in which there are people and nothing else. */
export async function openStory(demo: Demo): Promise<Story> {
  const world = openWorld(demo.config)
  await seedPeople(world)
  return {
    demo,
    world,
    mailbox: new Mailbox(demo.sandbox),
    people: Object.fromEntries(DEMO_ROLES.map(role => [role, new Visitor()])) as Record<DemoRole, Visitor>,
    passerBy: new Visitor(),
    campaign: { id: '', slug: '' },
    backers: new Map(),
    told: { received: 0, paidBack: 0, paidOut: 0, onCards: 0, tips: 0 },
    difference: null,
  }
}

export const closeStory = ({ world }: Story): Promise<void> => closeWorld(world)

/** Waits until the webhooks are delivered and the worker has done what is due. */
export const rest = ({ world, demo }: Story): Promise<void> => atRest(world, demo.sandbox)

/** Moves the clock, a day at a time. */
export const goForward = ({ world, demo }: Story, amount: number, unit: 'd' | 'h'): Promise<void> =>
  moveForward(world, demo.sandbox, { amount, unit })

/** An amount of cents in words. */
export const inEuros = (amount: number): string => euros(cents(amount), 'en')

/**
 * Looks whether the campaign's public cash book says what was told so far.
 *
 * @returns what is in keeping, in cents
 */
export async function lookAtCashBook({ demo, passerBy, campaign, told }: Story): Promise<number> {
  const page = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}/ledger`)
  const kept = told.received - told.paidBack
  const figures = {
    Received: told.received,
    'Paid back': -told.paidBack,
    'Pledged now': kept + told.onCards,
    'In keeping': kept,
  }
  for (const [label, amount] of Object.entries(figures))
    expectSame(`${page.address} (${label}, in cents)`, page.flow(label), amount)
  return kept
}
