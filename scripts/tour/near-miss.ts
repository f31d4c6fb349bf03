import { Surprise, expectSame } from '../story/surprise.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { atTheBank, backerCalled, totalOf } from './backer.ts'
import type { Backer } from './backer.ts'
import { standingOf } from './deadline.ts'
import { isBooked } from './giving.ts'
import { MINIMUM, TITLE } from './launching.ts'
import { goForward, inEuros, lookAtCashBook, rest } from './story.ts'
import type { Story } from './story.ts'

/** A campaign just misses its minimum: its initiator explains how it is done with less, and its backers choose. */

/** What the two must-have lines of the budget cost with less, in euros. */
const LESS = { 'amount-1': '130', 'amount-2': '40' }
const LESS_IS = 170_00
const EXPLANATION =
  'We halen zes tegels minder op, en een kweker uit de buurt geeft ons zes planten. De straat ziet er hetzelfde uit.'
/** They may choose for five days, until the midnight after them. */
const DAYS_TO_CHOOSE = 6

/** By the link in her letter. What is too little is refused, and stays as she typed it. */
export async function initiatorExplains(story: Story): Promise<string> {
  const { demo, people, mailbox, passerBy, campaign } = story
  const { initiator } = people
  const letter = await mailbox.read(DEMO_PEOPLE.initiator.email, 'is er bijna: kan het met minder?')
  const form = await initiator.open(letter.link('Leg uit hoe het met minder kan'))
  form.says(`${inEuros(pledged(story))} was pledged. It needed ${inEuros(MINIMUM)}.`)
  const filling = { explanation: EXPLANATION, ...LESS }
  const refused = await initiator.press('Put this before my backers', { ...filling, 'amount-2': '0' }, 422)
  refused.says('This is less than 80 percent of the minimum.', EXPLANATION)
  const page = await initiator.press('Put this before my backers', filling)
  page.says('Your explanation has been sent', EXPLANATION)
  await rest(story)
  const everybody = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}`)
  everybody.says('Goes on with less, if enough backers stay', EXPLANATION)
  const plan = everybody.table('How it is done with less')
  expectSame(`${everybody.address} (the plan)`, plan.at(-1)?.at(-1) ?? '', inEuros(LESS_IS))
  return `${inEuros(LESS_IS)} instead of ${inEuros(MINIMUM)}, told to everybody`
}

/** Each backer is asked, once, and has a link that asks and changes nothing by itself. */
export async function backersAreAsked(story: Story): Promise<string> {
  const asked = standingOf(story)
  for (const backer of asked) {
    const letter = await story.mailbox.read(backer.email, 'Will you stay?')
    letter.says(EXPLANATION, `Like this ${inEuros(LESS_IS)} is enough.`, 'If you do nothing, you stay.')
    const page = await backer.visitor.open(letter.link('Make my choice'))
    page.says(`Your pledge is ${inEuros(totalOf(backer.gift))}.`, 'Without a choice you stay.')
  }
  return `${asked.length} letters, each with a link of its own`
}

export const stays =
  (who: string) =>
  async (story: Story): Promise<string> => {
    const page = await backerCalled(story, who).visitor.press('I stay')
    page.says('Your choice is kept', 'You chose: I stay.')
    return 'kept; until the last day it may be another'
  }

/** Money that was paid is sent back at once. */
export const withdraws =
  (who: string) =>
  async (story: Story): Promise<string> => {
    const backer = backerCalled(story, who)
    const { visitor, email, gift } = backer
    const amount = inEuros(totalOf(gift))
    const page = await visitor.press('I withdraw')
    page.says('Your choice is kept', 'You withdrew your pledge.')
    await rest(story)
    await story.mailbox.read(email, 'is withdrawn')
    const letter = await story.mailbox.read(email, 'has been sent back')
    letter.says(`we have sent ${amount} back`)
    backer.counts = null
    story.told.paidBack += gift.cents
    story.told.tips -= gift.tip ?? 0
    await lookAtCashBook(story)
    return `${amount} back, letter read`
  }

/** A second pledge beside the first, with the same name, through Checkout like every other. */
export const adds =
  (who: string, cents: number) =>
  async (story: Story): Promise<string> => {
    const { visitor, email, isHidden } = backerCalled(story, who)
    await visitor.press('On to paying', {
      amount: (cents / 100).toFixed(2),
      method: 'With iDEAL | Wero or Bancontact',
    })
    const added: Backer = {
      ...{ name: who, email, visitor, isHidden, managedAt: '', counts: null },
      gift: { who, cents, by: 'bank' },
    }
    story.backers.set(`${who}, once more`, added)
    await atTheBank(added, 'iDEAL', 'Authorise the payment')
    return isBooked(story, added)
  }

/** The initiator sees how many chose what, and no names. */
export async function initiatorSeesAnswers(story: Story): Promise<string> {
  const { demo, people, campaign } = story
  const page = await people.initiator.open(`${demo.site}/my/campaigns/${campaign.id}/near-miss`)
  const sentence = '1 stay, 1 add, 1 withdrew.'
  page.says(sentence, 'The others stay if they say nothing.')
  return sentence
}

/** After the last day to choose it is counted: who said nothing stayed. */
export async function answersAreCounted(story: Story): Promise<string> {
  const { demo, passerBy, campaign, world } = story
  const counted = pledged(story)
  if (counted < LESS_IS || counted >= MINIMUM)
    throw new Surprise('this tour', 'enough for less, and not for the minimum', inEuros(counted))
  await goForward(story, DAYS_TO_CHOOSE, 'd')
  const page = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}`)
  page.says('It goes on, with less').saysNot('The minimum was reached', 'Give money')
  return `${world.clock.now().toISOString().slice(0, 10)}, ${inEuros(counted)} of ${inEuros(LESS_IS)}: it goes on`
}

/** Who has two pledges hears of each. */
export async function hearsItGoesOn(story: Story): Promise<string> {
  const standing = standingOf(story)
  const byEmail = Map.groupBy(standing, ({ email }) => email)
  for (const [email, pledges] of byEmail) {
    const letters = await story.mailbox.readAll(email, 'goes on with less', pledges.length)
    for (const letter of letters) letter.says(TITLE, inEuros(pledged(story)))
  }
  return `${standing.length} letters, one for each pledge that counts`
}

const pledged = ({ told }: Story): number => told.received - told.paidBack + told.onCards
