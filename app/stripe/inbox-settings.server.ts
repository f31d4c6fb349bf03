import type { Config } from '#app/config.server.ts'
import type { InboxSettings } from './inbox.server.ts'

/** The secrets of each endpoint, and the mode that its events must be of. */
export function inboxSettings(config: Config): InboxSettings {
  return {
    isLive: /^(sk|rk)_live_/.test(config.STRIPE_API_KEY),
    secrets: {
      platform: config.STRIPE_WEBHOOK_SECRETS,
      connect: config.STRIPE_CONNECT_WEBHOOK_SECRETS,
      thin: config.STRIPE_THIN_WEBHOOK_SECRETS,
    },
  }
}
