import type { World } from '#app/world.server.ts'
import type { RateLimits } from './rate-limits.server.ts'

/** What every loader and action finds in `context`: the world, and what is known about this one request. */
export interface SiteContext {
  world: World
  /** Allows one script of ours by the Content-Security-Policy of this answer. */
  nonce: string
  requestId: string
  /** The visitor's network address, as far as the trusted proxies tell it. */
  address: string
  limits: RateLimits
  /** Set by `entry.server.tsx` when an error came from outside and passes by itself: the answer is then 503. */
  isUnavailable: boolean
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends SiteContext {}

  /** Tells Remix's types that loaders give back plain values (`v3_singleFetch` in remix.config.js). */
  interface Future {
    v3_singleFetch: true
  }
}
