import type Stripe from 'stripe'
import type { Sandbox } from '#scripts/sandbox/start-sandbox.ts'
import type { Browser } from '#scripts/story/hosted-pages.ts'
import type { TestWorld } from './test-world.ts'

/** What a story needs of a town, whether the site in it is reached over HTTP or by function calls. */
export interface Place {
  readonly world: TestWorld
  readonly sandbox: Pick<Sandbox, 'url' | 'apiKey' | 'machine' | 'control'>
  /** Somebody who is signed in at Stripe itself, beside the platform. */
  readonly stripe: Stripe
  /** A person who clicks on Stripe's hosted pages. */
  readonly browser: Browser
  /** Delivers what waits to be delivered and does what waits to be done, until nothing is left. */
  settle(): Promise<void>
  /** Moves the clock ("30d", "12h"), a day at a time, settling each day. */
  pass(time: string): Promise<void>
  /** The site's process ends and another begins over the same books; Stripe and the clock go on. */
  restart(options?: { inside?: (world: TestWorld) => TestWorld }): Promise<void>
  /** Called by itself when the test ends; a place opened outside a test must be closed by hand. */
  close(): Promise<void>
}
