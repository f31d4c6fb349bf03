import type { PledgeProblem, PledgeProblems } from '#app/domain/pledges/pledge-input.ts'
import type { PledgeLimits } from '#app/domain/pledges/pledge.ts'
import type { Cents } from '#app/domain/money.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { pledgeMessages } from '#app/i18n/messages/pledge.ts'

/** What the sentences speak of. */
export interface ProblemFacts {
  /** Where the amount was given. */
  amountField: 'amount' | 'own'
  /** The reward that was chosen, if it is one of the campaign. */
  reward: { title: string; price: Cents } | null
  limits: PledgeLimits
}

/** One sentence for each field that is wrong, by the name of the field, in the order of the form. */
export function problemSentences(
  problems: PledgeProblems,
  facts: ProblemFacts,
  language: Language,
): Record<string, string> {
  const t = messagesFor(pledgeMessages, language).problems
  const sentences: Record<string, string> = {}
  if (problems.amount)
    sentences[facts.amountField] = amountSentence(problems.amount, facts, language)
  if (problems.reward) sentences.reward = t.reward[problems.reward === 'sold-out' ? 'sold-out' : 'unknown']
  if (problems.email) sentences.email = t.email
  if (problems.name) sentences.name = t.name
  if (problems.message) sentences.message = t.message
  if (problems.tip)
    sentences.tip = t.tip[problems.tip === 'more-than-pledge' ? 'more-than-pledge' : 'not-an-amount']
  if (problems.method) sentences.method = t.method
  return sentences
}

function amountSentence(
  problem: PledgeProblem,
  { reward, limits }: ProblemFacts,
  language: Language,
): string {
  const t = messagesFor(pledgeMessages, language).problems.amount
  switch (problem) {
    case 'too-little':
      return reward
        ? t.tooLittleForReward(reward.title, wholeEuros(reward.price, language))
        : t.tooLittle(wholeEuros(limits.least, language))
    case 'too-much':
      return t.tooMuch(wholeEuros(limits.most, language))
    case 'empty':
    case 'choose':
    case 'fraction-of-a-cent':
    case 'not-positive':
    case 'too-large':
      return t[problem]
    default:
      return t['not-an-amount']
  }
}
