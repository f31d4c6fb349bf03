import { z } from 'zod'

/** What a person may type where an address for letters is asked. */

const LONGEST_ADDRESS = 254

/**
 * An e-mail address as typed, made ready to compare: without space around it and in small letters. Line breaks and
 * other control characters are refused, since the address goes into the head of a letter.
 */
export const emailInput = z
  .string()
  .trim()
  .max(LONGEST_ADDRESS)
  .toLowerCase()
  .pipe(z.email({ pattern: z.regexes.html5Email }))

/** The form that asks for a sign-in link. */
export const signInRequestInput = z.strictObject({
  email: emailInput,
  returnTo: z.string().max(2_000).optional(),
})
