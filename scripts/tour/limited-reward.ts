import { expectSame } from '../story/surprise.ts'
import { backerCalled, goesToCheckout, opensForm, pressesPay } from './backer.ts'
import { REWARD } from './launching.ts'
import { paysByBank } from './giving.ts'
import { goForward, lookAtCashBook } from './story.ts'
import type { Story } from './story.ts'

/** A reward of which there are two, and more people who want it. */

const wants = (who: string) => ({ who, cents: 10_00, tip: 200, by: 'bank', reward: REWARD }) as const
const HOURS_TO_EXPIRE = 1

export const takesTheFirst = paysByBank(wants('Guus'))

/** Two people have the form open with one left; who is second is told, and may give without it. */
export async function twoWantTheLast(story: Story): Promise<string> {
  const second = await opensForm(story, wants('Iris'))
  second.visitor.page.says(REWARD, '1 of 2 left.')
  await goesToCheckout(story, wants('Hanna'))
  await pressesPay(second, 422)
  second.visitor.page.says('This reward has just sold out.', `Sold out: ${REWARD}`)
  await lookAtCashBook(story)
  return 'Hanna is at Checkout with it; Iris hears that it has just sold out'
}

/** Nobody pays at the Checkout that is left open, so the reward is free again. */
export async function checkoutExpires(story: Story): Promise<string> {
  const { demo, passerBy, campaign } = story
  const { visitor } = backerCalled(story, 'Hanna')
  await goForward(story, HOURS_TO_EXPIRE, 'h')
  const checkout = await visitor.open(visitor.page.address, 410)
  checkout.says('This payment page has expired', 'Nothing was charged.')
  const page = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}`)
  page.says('1 of 2 left')
  await lookAtCashBook(story)
  return '1 of 2 left'
}

export const takesTheLast = paysByBank(wants('Iris'))

export async function noneIsLeft(story: Story): Promise<string> {
  const { visitor } = await opensForm(story, { who: 'Joris', cents: 10_00, by: 'bank' })
  visitor.page.says(`Sold out: ${REWARD}`)
  const choices = visitor.page.all('input[name=reward]').map(choice => choice.getAttribute('value'))
  expectSame(`${visitor.page.address} (rewards that can be chosen)`, choices.filter(Boolean).length, 0)
  return 'not offered any more'
}
