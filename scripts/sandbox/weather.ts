import { SECOND_MS } from './clock.ts'
import type { WebhookWeather } from './draft.ts'

/** How webhooks travel: as told, a little shuffled as in life, or badly. */
export const WEBHOOK_MODES = {
  calm: { longestDelayMs: 0, duplicateShare: 0, dropShare: 0, parallel: 1 },
  live: { longestDelayMs: SECOND_MS, duplicateShare: 0.05, dropShare: 0, parallel: 4 },
  hostile: { longestDelayMs: 60 * SECOND_MS, duplicateShare: 0.2, dropShare: 0, parallel: 8 },
} satisfies Record<string, WebhookWeather>

export type WebhookMode = keyof typeof WEBHOOK_MODES
