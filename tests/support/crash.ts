import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import type { LookUps } from '#app/domain/payments/look-ups.ts'
import type { Overviews } from '#app/domain/payments/overviews.ts'
import { openInbox } from '#app/stripe/inbox.server.ts'
import { inboxSettings } from '#app/stripe/inbox-settings.server.ts'
import type { TestWorld } from './test-world.ts'

/** The process died here. */
export class Crash extends Error {}

/**
 * Where a process may die: at first, and after everything it does that outlives it: a transaction, a call by which Stripe
 * does something, a letter, a file. Between two of these it only reads and thinks, so that dying before one of them is dying
 * after the one before it; and a transaction that was not committed has not been. It dies once, and from then on does
 * nothing any more: what code still runs meets the same death.
 */
export interface CrashPlan {
  /** The moments that were met since the plan was armed, the fatal one included. */
  readonly passed: readonly string[]
  readonly hasCrashed: boolean
  /** Dies at the nth of these moments from now on; 0 dies nowhere and only counts. */
  arm(nth: number): void
  /** Dies now, wherever the process is; in the middle of a transaction, for instance. */
  die(where: string): never
  /** Puts the moments between a world and what it reaches outside its own memory. */
  inside(world: TestWorld): TestWorld
}

export function planCrash(): CrashPlan {
  let passed: string[] = []
  let fatal = 0
  let hasCrashed = false
  const meet = (moment: string) => {
    passed.push(moment)
    if (passed.length !== fatal) return
    hasCrashed = true
    throw new Crash(moment)
  }
  const around: Around = async (what, act) => {
    if (hasCrashed) throw new Crash(`before ${what}, after the death`)
    if (passed.length === 0) meet('at first')
    const result = await act()
    if (!hasCrashed) meet(`after ${what}`)
    return result
  }
  return {
    get passed() {
      return passed
    },
    get hasCrashed() {
      return hasCrashed
    },
    arm: nth => {
      fatal = nth
      passed = []
    },
    die: where => {
      hasCrashed = true
      passed.push(where)
      throw new Crash(where)
    },
    inside: world => between(world, around),
  }
}

type Around = <T>(what: string, act: () => Promise<T>) => Promise<T>

function between(world: TestWorld, around: Around): TestWorld {
  const db: TestWorld['db'] = {
    ...world.db,
    inTransaction: work => around('transaction', () => world.db.inTransaction(work)),
  }
  const { clock, config } = world
  return {
    ...world,
    db,
    inbox: openInbox({ db, clock }, inboxSettings(config)),
    gateway: everyDeed(world.gateway, around),
    postman: { ...world.postman, send: mail => around('letter', () => world.postman.send(mail)) },
    files: { ...world.files, put: (name, bytes) => around('file', () => world.files.put(name, bytes)) },
  }
}

/** By which methods of the gateway Stripe does something. Look-ups and overviews only read: nothing of them outlives the process. */
const DOES: Record<Exclude<keyof PaymentGateway, keyof LookUps | keyof Overviews>, boolean> = {
  createCustomer: true,
  openCheckout: true,
  expireCheckout: true,
  readCheckout: false,
  readPayment: false,
  readSetup: false,
  readCardEnd: false,
  chargeSavedCard: true,
  cancelPayment: true,
  detachCard: true,
  refund: true,
  readRefund: false,
  readDispute: false,
  disputesOf: false,
  contestDispute: true,
  acceptDispute: true,
  readFraudWarning: false,
  availableBalance: false,
  wholeBalance: false,
  transfer: true,
  reverseTransfer: true,
  balanceTransactions: false,
  payoutsOfAccount: false,
  createPayoutAccount: true,
  onboardingLink: true,
  readPayoutAccount: false,
  payOutToBank: true,
  readPayoutToBank: false,
  events: false,
}

const DEEDS = new Set(Object.entries(DOES).flatMap(([method, does]) => (does ? [method] : [])))

function everyDeed(gateway: TestWorld['gateway'], around: Around): TestWorld['gateway'] {
  return new Proxy(gateway, {
    get: (target, name) => {
      const call = Reflect.get(target, name) as (...args: unknown[]) => unknown
      if (!DEEDS.has(String(name))) return call
      return (...args: unknown[]) => around(`Stripe ${String(name)}`, async () => call(...args))
    },
  })
}
