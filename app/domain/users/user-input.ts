import { z } from 'zod'

/** What a person may type where an address for letters is asked. */

const LONGEST_ADDRESS = 254

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'

/**
 * The address of a mailbox on the internet: dots only between others (RFC 5321, 4.1.2), and a domain of two names or
 * more, of which the last is no number.
 */
const ADDRESS = new RegExp(
  `^(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_\`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_\`{|}~-]+)*@(${LABEL}\\.)+(?!\\d+$)(?=..)${LABEL}$`,
)

/**
 * An e-mail address as typed, made ready to compare: without space around it, in small letters, and its domain as the
 * mail servers know it (`café.nl` is `xn--caf-dma.nl`). Line breaks and other control characters are refused, since
 * the address goes into the head of a letter. One rule for signing in, for a pledge and for setting up.
 */
export const emailInput = z
  .string()
  .trim()
  .max(LONGEST_ADDRESS)
  .toLowerCase()
  .transform(withAsciiDomain)
  .pipe(z.email({ pattern: ADDRESS }).max(LONGEST_ADDRESS))

/** By the rules of the URL standard for domains (UTS 46). What is no domain is left as it is. */
function withAsciiDomain(address: string): string {
  const split = address.lastIndexOf('@')
  const domain = address.slice(split + 1)
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain) || /^[a-z0-9.-]*$/.test(domain)) return address
  const url = `https://${domain}`
  return URL.canParse(url) ? address.slice(0, split + 1) + new URL(url).hostname : address
}

/** The form that asks for a sign-in link. */
export const signInRequestInput = z.strictObject({
  email: emailInput,
  returnTo: z.string().max(2_000).optional(),
})
