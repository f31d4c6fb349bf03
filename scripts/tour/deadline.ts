import { expectSame } from '../story/surprise.ts'
import { backerCalled, fillsInCard, readsLetter, totalOf } from './backer.ts'
import type { Backer } from './backer.ts'
import { DAYS_TO_GIVE, MINIMUM, TITLE } from './launching.ts'
import { goForward, inEuros, lookAtCashBook, rest } from './story.ts'
import type { Story } from './story.ts'

/** The last day passes, and what comes of it: letters, and the cards that are charged. */

/** A day more than the campaign has, so that the last midnight is over. */
export const passesLastDay =
  (outcome: 'It made it' | 'Just missed' | 'It did not make it') =>
  async (story: Story): Promise<string> => {
    const { demo, passerBy, campaign, world, told } = story
    const pledged = told.received - told.paidBack + told.onCards
    expectSame('whether the pledges reach the minimum', pledged >= MINIMUM, outcome === 'It made it')
    await goForward(story, DAYS_TO_GIVE + 1, 'd')
    const page = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}`)
    page.says(outcome).saysNot('Give money')
    return `${world.clock.now().toISOString().slice(0, 10)}, ${inEuros(pledged)} of ${inEuros(MINIMUM)}: ${outcome.toLowerCase()}`
  }

/** Everybody who counted at the last day gets one letter that says how it ended. */
export const everybodyHears =
  (subject: string, says: (backer: Backer) => string) =>
  async (story: Story): Promise<string> => {
    const standing = standingOf(story)
    for (const backer of standing) {
      const letter = await story.mailbox.read(backer.email, subject)
      letter.says(TITLE, says(backer))
    }
    return `${standing.length} letters, one to each who counts`
  }

export const standingOf = ({ backers }: Story): Backer[] =>
  [...backers.values()].filter(({ counts }) => counts !== null)

export const hearsItMadeIt = everybodyHears('has succeeded', backer =>
  backer.counts === 'paid'
    ? 'nothing more will be charged'
    : `we will charge ${inEuros(totalOf(backer.gift))} to your card`,
)

/** The saved cards are charged, and each backer has a receipt. */
export const cardsAreCharged =
  (...names: string[]) =>
  async (story: Story): Promise<string> => {
    for (const name of names) {
      const backer = backerCalled(story, name)
      const letter = await readsLetter(story, backer, 'has arrived')
      letter.says(`Your payment of ${inEuros(totalOf(backer.gift))}`, 'has succeeded')
      isPaid(story, backer)
    }
    await lookAtCashBook(story)
    return `${names.map(name => inEuros(backerCalled(story, name).gift.cents)).join(' and ')} booked`
  }

/** A card is refused at the deadline: its backer hears how else to pay, and nothing was booked. */
export const cardIsRefused =
  (who: string) =>
  async (story: Story): Promise<string> => {
    const backer = backerCalled(story, who)
    const amount = inEuros(totalOf(backer.gift))
    const letter = await readsLetter(story, backer, 'did not work')
    letter.says(`We wanted to charge ${amount} to your card, but it did not work.`)
    await lookAtCashBook(story)
    await backer.visitor.open(letter.link(`Pay ${amount}`))
    backer.visitor.page.says('Your card was refused')
    return `a letter with a way to pay ${amount}`
  }

/** On the page of recovery, which the letter led to and which reminders lead to again, another card. */
export const paysWithAnotherCard =
  (who: string) =>
  async (story: Story): Promise<string> => {
    const backer = backerCalled(story, who)
    const { visitor, gift } = backer
    await visitor.open(visitor.page.address)
    await visitor.press(`Pay ${inEuros(totalOf(gift))}`)
    await fillsInCard(backer, '4242424242424242')
    await rest(story)
    await visitor.open(visitor.page.address)
    visitor.page.says('Thank you')
    const letter = await readsLetter(story, backer, 'has arrived')
    letter.says(inEuros(totalOf(gift)))
    isPaid(story, backer)
    await lookAtCashBook(story)
    return `${inEuros(gift.cents)} booked`
  }

function isPaid({ told }: Story, backer: Backer): void {
  const { gift } = backer
  backer.counts = 'paid'
  told.onCards -= gift.cents
  told.received += gift.cents
  told.tips += gift.tip ?? 0
}
