import { addressOfLink } from '#app/domain/receipts/receipt-queries.server.ts'
import { notFound } from './responses.server.ts'
import type { SiteContext } from './site-context.server.ts'

/**
 * The address whose receipts a signed link from a letter shows, and the token that goes on with it.
 *
 * @throws Response 404 when the link was altered, or has expired
 */
export async function receiptsAtHand(
  request: Request,
  { world }: SiteContext,
  linkId = '',
): Promise<{ email: string; token: string }> {
  const token = new URL(request.url).searchParams.get('k') ?? ''
  if (!world.links.isToken('receipts', linkId, token)) throw notFound()
  const email = await addressOfLink(world.db.read, linkId, world.clock.now())
  if (email === null) throw notFound()
  return { email, token }
}
