import { badParameter } from './errors.ts'

/** The methods that are switched on in the sandbox's account, by what a session or intent is for. */
const SWITCHED_ON = {
  payment: ['ideal', 'bancontact', 'card'],
  setup: ['card'],
}

/**
 * The methods a payer may choose from. The allowed ones only filter what is eligible, and drop the rest in
 * silence: https://docs.stripe.com/changelog/dahlia/2026-07-29/allowed-payment-method-types-parameter
 * Throws a 400 when nothing is left.
 */
export function eligibleTypes(
  purpose: keyof typeof SWITCHED_ON,
  allowed: readonly string[] | undefined,
): string[] {
  const types = SWITCHED_ON[purpose].filter(type => allowed === undefined || allowed.includes(type))
  if (types.length > 0) return types
  throw badParameter(
    undefined,
    'No payment method types are available: none of the allowed ones can be used here.',
    'allowed_payment_method_types',
  )
}
