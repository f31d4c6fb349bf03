import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LetterLinks } from '#emails/catalog.ts'

/** What a token lets its holder do. A token made for one purpose is worth nothing for another. */
export type LinkPurpose =
  | 'sign-in'
  | 'manage-pledge'
  | 'pledge-thanks'
  | 'pledge-form'
  | 'known-device'
  | 'near-miss'
  | 'receipts'
  | 'card-brake'

/** Absolute addresses on the fixed public host, and the tokens that some of them carry. */
export interface Links extends LetterLinks {
  /** Where Checkout sends the backer back to; `{CHECKOUT_SESSION_ID}` is filled in by Stripe. */
  thanks(pledgeId: string): string
  /** The form of a pledge that was begun and not paid, as it was left. */
  pledgeForm(slug: string, pledgeId: string): string
  token(purpose: LinkPurpose, id: string): string
  isToken(purpose: LinkPurpose, id: string, token: string): boolean
}

/** @param secret signs the tokens: whoever changes it makes every link in sent letters void */
export function createLinks(publicUrl: string, secret: string): Links {
  const at = (path: string) => new URL(path, publicUrl).href
  const token = (purpose: LinkPurpose, id: string) =>
    createHmac('sha256', secret).update(`${purpose}:${id}`).digest('base64url')
  const signed = (path: string, purpose: LinkPurpose, id: string) => `${at(path)}?k=${token(purpose, id)}`
  return {
    home: () => at('/'),
    signIn: linkId => signed(`/sign-in/${linkId}`, 'sign-in', linkId),
    campaign: slug => at(`/campaigns/${slug}`),
    pledgeForm: (slug, pledgeId) =>
      `${signed(`/campaigns/${slug}/pledge`, 'pledge-form', pledgeId)}&pledge=${pledgeId}`,
    update: (slug, updateId) => at(`/campaigns/${slug}/updates/${updateId}`),
    managePledge: pledgeId => signed(`/pledges/${pledgeId}`, 'manage-pledge', pledgeId),
    recoverPledge: pledgeId => signed(`/pledges/${pledgeId}/recovery`, 'manage-pledge', pledgeId),
    anotherCard: pledgeId => signed(`/pledges/${pledgeId}/card`, 'manage-pledge', pledgeId),
    refundAccount: pledgeId => signed(`/pledges/${pledgeId}/refund-account`, 'manage-pledge', pledgeId),
    thanks: pledgeId =>
      `${signed(`/pledges/${pledgeId}/thanks`, 'pledge-thanks', pledgeId)}&cs={CHECKOUT_SESSION_ID}`,
    campaignDesk: campaignId => at(`/my/campaigns/${campaignId}`),
    explainNearMiss: campaignId => at(`/my/campaigns/${campaignId}/near-miss`),
    answerNearMiss: pledgeId => signed(`/pledges/${pledgeId}/answer`, 'near-miss', pledgeId),
    receipts: linkId => signed(`/receipts/${linkId}`, 'receipts', linkId),
    cardStops: () => at('/admin/card-stops'),
    discrepancy: discrepancyId => at(`/admin/discrepancies?only=${discrepancyId}`),
    dispute: disputeId => at(`/admin/disputes/${disputeId}`),
    deskCampaign: campaignId => at(`/admin/campaigns/${campaignId}`),
    payoutAccount: () => at('/my/payout-account'),
    token,
    isToken: (purpose, id, given) => {
      const expected = Buffer.from(token(purpose, id))
      const actual = Buffer.from(given)
      return expected.length === actual.length && timingSafeEqual(expected, actual)
    },
  }
}
