import type { Cents } from '../money.ts'
import type { DisputeInFull } from './dispute-queries.server.ts'

/** What happened to a pledge, as a bank abroad reads it. */
const FACTS: Partial<Record<string, string>> = {
  'card-saved': 'the card was saved, and its holder agreed to what would be charged and when',
  'payment-succeeded': 'the payment succeeded',
  'collection-started': 'the campaign reached its goal, and the saved card was charged as agreed',
  'part-refunded': 'a part was refunded',
  'refund-decided': 'a refund was decided',
  'refund-succeeded': 'the refund was sent',
  withdrawn: 'the backer withdrew',
}

const LETTERS: Partial<Record<string, string>> = {
  'pledge-receipt': 'the receipt, with a link to withdraw',
  'card-saved': 'a letter that says what will be charged and when, with a link to withdraw',
  'campaign-succeeded': 'a letter that the campaign goes ahead',
  'pledge-refunded': 'a letter that the refund was sent',
}

/**
 * The facts of a pledge as a first draft of evidence, in English: the bank that reads it may be anywhere. A treasurer
 * reads it over and sends it.
 *
 * @param steps what happened to the pledge, oldest first
 * @param tell how amounts and instants are written
 */
export function composeEvidence(
  dispute: DisputeInFull,
  steps: readonly { fact: string; at: string }[],
  tell: { euros: (amount: Cents) => string; moment: (at: string) => string; platform: string },
): string {
  const { pledge, campaign } = dispute
  const happened = steps.flatMap(({ fact, at }) =>
    FACTS[fact] === undefined ? [] : [`* ${tell.moment(at)}: ${FACTS[fact]}.`],
  )
  const letters = pledge.letters.flatMap(({ name, sentAt }) =>
    LETTERS[name] === undefined ? [] : [`* ${tell.moment(sentAt)}: ${LETTERS[name]}.`],
  )
  return [
    `${tell.platform} is a crowdfunding platform for projects of citizens. On ${tell.moment(pledge.begunAt)} ` +
      `${pledge.name === '' ? 'the backer' : pledge.name} pledged ${tell.euros(pledge.amount)} to the campaign ` +
      `"${campaign.title}"${pledge.tip > 0 ? `, with a tip of ${tell.euros(pledge.tip)} to the platform` : ''}.`,
    pledge.rewardTitle === null
      ? 'It is a gift: nothing was to be delivered.'
      : `The backer chose the reward "${pledge.rewardTitle}".`,
    `Reference of the pledge: ${pledge.id}. It was made with the e-mail address ${pledge.email}.`,
    ...(happened.length > 0 ? ['What happened:', ...happened] : []),
    ...(letters.length > 0 ? ['Letters that the mail server of the backer accepted:', ...letters] : []),
    'Until the last day of the campaign every backer can withdraw without a reason, by the link in each letter.',
  ].join('\n')
}
