import type Stripe from 'stripe'
import { isoOf, MINUTE_MS } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { completeOnboarding, findAccount } from './account-course.ts'
import { badParameter, notEmulated } from './errors.ts'
import { emitThin } from './events.ts'
import { checkUrl } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'

/** A one-time way to the page where the holder of a connected account tells who they are. */
export interface OnboardingLink {
  id: string
  account: string
  returnUrl: string | null
  refreshUrl: string
  expiresAtMs: number
  isUsed: boolean
}

const LINK_LASTS_MS = 10 * MINUTE_MS

export function createAccountLink(
  draft: Draft,
  params: EntryPoints['v2_account_link_create'],
): Stripe.V2.Core.AccountLink {
  findAccount(draft, params.account, 'account')
  const { type, account_onboarding: onboarding } = params.use_case
  if (type !== 'account_onboarding') throw notEmulated(`the use case ${type}`, 'use_case.type')
  if (onboarding === undefined) {
    throw badParameter(
      'parameter_missing',
      'Missing required param: use_case.account_onboarding.',
      'use_case.account_onboarding',
    )
  }
  checkUrl(onboarding.refresh_url, 'use_case.account_onboarding.refresh_url')
  checkUrl(onboarding.return_url, 'use_case.account_onboarding.return_url')
  const id = draft.nextId('al_', 32)
  const expiresAtMs = draft.nowMs + LINK_LASTS_MS
  draft.put('onboarding_link', id, {
    id,
    account: params.account,
    returnUrl: onboarding.return_url ?? null,
    refreshUrl: onboarding.refresh_url,
    expiresAtMs,
    isUsed: false,
  })
  return {
    object: 'v2.core.account_link',
    account: params.account,
    created: isoOf(draft.nowMs),
    expires_at: isoOf(expiresAtMs),
    livemode: false,
    url: `${draft.settings.publicUrl}/onboarding/${id}`,
    use_case: {
      type: 'account_onboarding',
      account_onboarding: {
        refresh_url: onboarding.refresh_url,
        ...(onboarding.return_url === undefined ? {} : { return_url: onboarding.return_url }),
      },
    },
  }
}

/** The link while it can still be used. */
export function openLink(draft: Draft, id: string): OnboardingLink | undefined {
  const link = draft.get('onboarding_link', id)
  if (link === undefined || link.isUsed || link.expiresAtMs <= draft.nowMs) return undefined
  return link
}

/** The holder leaves the page; `told` is what they filled in, or nothing when they left it for later. */
export function returnFromOnboarding(
  draft: Draft,
  link: OnboardingLink,
  told: { holder: string; iban: string; isEnough: boolean } | undefined,
): void {
  draft.patch('onboarding_link', link.id, { isUsed: true })
  if (told !== undefined) completeOnboarding(draft, link.account, told)
  emitThin(draft, 'v2.core.account_link.returned', {
    data: { account_id: link.account, configurations: ['recipient'], use_case: 'account_onboarding' },
  })
}
