import { createHash } from 'node:crypto'
import { planCrash } from '#tests/support/crash.ts'
import type { TestWorld } from '#tests/support/test-world.ts'
import type { Network } from './direct-client.ts'
import { beforeEachWrite } from './write-plugins.ts'

/**
 * What a site has no power over: the network between it and Stripe, how often a webhook comes, its own clock, and when
 * it dies. Everything follows from the seed and from what a schedule asks for.
 */
export interface Sky {
  /** What of the site's requests gets lost from now on, by their path; each of these loses one. */
  loseRequest(path: RegExp, lost: 'request' | 'answer'): void
  /** The next request of the site to Stripe waits, before it arrives or after it was done, until it is let go. */
  holdUp(where: 'there' | 'back'): void
  /** Nothing more is held up; what was stays so. */
  holdNoMore(): void
  /** Lets go what was held up. */
  letGo(): void
  /** From now on a webhook comes once, or up to so many times at the same moment. */
  mostCopies: number
  /** How far the site's clock is behind Stripe's. */
  clockIsBehindMs: number
  /** The process dies after the nth thing from now on that outlives it. */
  dieAt(nth: number): void
  /**
   * At the nth statement from now on that writes, in the middle of a transaction, the process dies or the disk gives an
   * error.
   */
  failInStatement(nth: number, how: 'the process dies' | 'the disk fails'): void
  /** What the process did that outlives it, since it began or since `dieAt`; the fatal one included. */
  readonly moments: readonly string[]
  /** How often the process died. */
  readonly crashes: number
  /** How often a transaction was refused because the disk was full, or failed. */
  readonly refusedByDisk: number
  /** Whether the process has died and no other has begun yet. */
  readonly isDead: boolean
  processBegins(): void
  /** Nothing bad happens any more. */
  clear(): void
  readonly network: Network
  /** By the name that Stripe gave the event: our own ids in it are others each time that the schedule is repeated. */
  copiesOf(eventId: string): number
  inside(world: TestWorld): TestWorld
}

/** Whether an error says that the disk is full or fails: then the site answers 503, and nothing half is kept. */
export function isOfTheDisk(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')
}

/** The longest that answers are shuffled among each other, in turns of the event loop. */
const LONGEST_TURNS = 4

export function openSky(seed: string): Sky {
  const losses: { path: RegExp; lost: 'request' | 'answer' }[] = []
  let hold: 'there' | 'back' | null = null
  let held: (() => void)[] = []
  let requests = 0
  let crash = planCrash()
  let crashes = 0
  let refusedByDisk = 0
  let fatalStatement = 0
  let fate: Parameters<Sky['failInStatement']>[1] = 'the process dies'
  const pass = async (where: 'there' | 'back', method: string, path: string): Promise<void> => {
    if (hold === where) {
      hold = null
      await new Promise<void>(resolve => held.push(resolve))
    }
    const lost = losses.findIndex(
      loss => loss.lost === (where === 'there' ? 'request' : 'answer') && loss.path.test(`${method} ${path}`),
    )
    if (lost < 0) return
    losses.splice(lost, 1)
    throw Object.assign(new Error(`The ${where === 'there' ? 'request' : 'answer'} was lost.`), {
      code: 'ECONNRESET',
    })
  }
  const fails = () => {
    fatalStatement -= 1
    if (fatalStatement !== 0) return
    if (fate === 'the process dies') crash.die('in a transaction')
    throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' })
  }
  const sky: Sky = {
    mostCopies: 1,
    clockIsBehindMs: 0,
    loseRequest: (path, lost) => void losses.push({ path, lost }),
    holdUp: where => {
      hold = where
    },
    holdNoMore: () => {
      hold = null
    },
    letGo: () => {
      hold = null
      const waiting = held
      held = []
      for (const goOn of waiting) goOn()
    },
    dieAt: nth => crash.arm(nth),
    failInStatement: (nth, how) => {
      fatalStatement = nth
      fate = how
    },
    get moments() {
      return crash.passed
    },
    get crashes() {
      return crashes + (crash.hasCrashed ? 1 : 0)
    },
    get refusedByDisk() {
      return refusedByDisk
    },
    get isDead() {
      return crash.hasCrashed
    },
    processBegins: () => {
      if (crash.hasCrashed) crashes += 1
      crash = planCrash()
      fatalStatement = 0
    },
    clear: () => {
      losses.length = 0
      sky.mostCopies = 1
      sky.clockIsBehindMs = 0
      sky.letGo()
      crash.arm(0)
      fatalStatement = 0
    },
    network: {
      there: async (method, path) => {
        requests += 1
        // Two workers whose requests always took turns would meet in one way only.
        for (let turn = fraction(seed, `request ${requests}`) * LONGEST_TURNS; turn >= 1; turn -= 1)
          await new Promise(setImmediate)
        await pass('there', method, path)
      },
      back: (method, path) => pass('back', method, path),
    },
    copiesOf: eventId => 1 + Math.floor(fraction(seed, eventId) * sky.mostCopies),
    inside: world => {
      const { inTransaction } = world.db
      const mortal: TestWorld['db']['inTransaction'] = async work => {
        try {
          return await inTransaction(trx =>
            work(fatalStatement > 0 ? trx.withPlugin(beforeEachWrite(fails)) : trx),
          )
        } catch (error) {
          if (isOfTheDisk(error)) refusedByDisk += 1
          throw error
        }
      }
      return crash.inside({ ...world, db: { ...world.db, inTransaction: mortal } })
    },
  }
  return sky
}

/** A number in [0, 1) that follows from the seed and the text. */
function fraction(seed: string, text: string): number {
  return createHash('sha256').update(`${seed}\n${text}`).digest().readUInt32BE(0) / 2 ** 32
}
