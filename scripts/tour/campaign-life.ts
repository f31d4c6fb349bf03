import { expectSame } from '../story/surprise.ts'
import { backerCalled, totalOf } from './backer.ts'
import { inEuros, lookAtCashBook, rest } from './story.ts'
import type { Story } from './story.ts'
import { isCardForgotten } from './stripe.ts'

/** What happens while a campaign runs, beside giving. */

/** Everybody who counts is a brick in the wall; whoever wants it so, without a name. */
export async function wallStands({ demo, passerBy, campaign, told, backers }: Story): Promise<string> {
  const page = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}`)
  const bricks = page.all('ul.names li:not(.yours)').map(brick => brick.text.trim())
  const standing = [...backers.values()].filter(({ counts }) => counts !== null)
  const names = standing.map(({ name, isHidden }) => (isHidden ? 'without a name' : name))
  expectSame(`${page.address} (the wall)`, bricks.toSorted().join(', '), names.toSorted().join(', '))
  const pledged = told.received - told.paidBack + told.onCards
  expectSame(`${page.address} (pledged, in cents)`, page.flow('Pledged'), pledged)
  return `${names.length} bricks, ${names.filter(name => name === 'without a name').length} without a name, ${inEuros(pledged)}`
}

/** The initiator reads what was written, and not by whom, when that was asked. */
export async function initiatorSeesBackers({ demo, people, campaign, backers }: Story): Promise<string> {
  const desk = await people.initiator.open(`${demo.site}/my/campaigns/${campaign.id}`)
  for (const { name, isHidden, gift, email } of backers.values()) {
    if (gift.message !== undefined) desk.says(gift.message)
    if (isHidden) desk.saysNot(name)
    desk.saysNot(email)
  }
  return 'the message, not the name; no addresses'
}

/** A backer changes their mind about their name, by the link in the letter. */
export function hidesName(who: string) {
  return async (story: Story): Promise<string> => {
    const backer = backerCalled(story, who)
    await backer.visitor.open(backer.managedAt)
    const page = await backer.visitor.press('Hide my name')
    page.says('That has been changed', 'Nobody can see your name now')
    backer.isHidden = true
    await wallStands(story)
    return 'a brick without a name'
  }
}

/** A paid pledge is withdrawn: the money comes back by itself, whole. */
export function withdrawsPayment(who: string) {
  return async (story: Story): Promise<string> => {
    const amount = await withdraws(story, who)
    const { email, gift } = backerCalled(story, who)
    story.told.paidBack += gift.cents
    story.told.tips -= gift.tip ?? 0
    const letter = await story.mailbox.read(email, 'has been sent back')
    letter.says('You withdrew your pledge', `we have sent ${amount} back`)
    await lookAtCashBook(story)
    return `${amount} back, letter read`
  }
}

/** A saved card is withdrawn: nothing was charged, and Stripe forgets the card. */
export function withdrawsCard(who: string) {
  return async (story: Story): Promise<string> => {
    await withdraws(story, who)
    const { gift, email } = backerCalled(story, who)
    story.told.onCards -= gift.cents
    expectSame(`the card of ${who} at Stripe is forgotten`, await isCardForgotten(story, email), true)
    await lookAtCashBook(story)
    return 'nothing charged, the card forgotten'
  }
}

async function withdraws(story: Story, who: string): Promise<string> {
  const backer = backerCalled(story, who)
  const { visitor, managedAt, gift, counts } = backer
  const amount = inEuros(totalOf(gift))
  await visitor.open(managedAt)
  await visitor.follow('Withdraw my pledge')
  const page = await visitor.press('Yes, withdraw it')
  page.says('Your pledge has been withdrawn')
  page.says(counts === 'paid' ? `You get ${amount} back` : 'Nothing was charged, and nothing will be.')
  await rest(story)
  await story.mailbox.read(backer.email, 'is withdrawn')
  backer.counts = null
  return amount
}

/** An update reaches everybody who counts, once, and nobody else. */
export async function initiatorWrites(story: Story): Promise<string> {
  const { demo, people, campaign, backers, mailbox } = story
  const { initiator } = people
  await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/updates/new`)
  const desk = await initiator.press('Publish and send', {
    title: 'De eerste tegel is eruit',
    body: 'Het ging makkelijker dan we dachten.\n\n**Zaterdag** is de rest.',
  })
  desk.says('Your update is up', 'De eerste tegel is eruit')
  await rest(story)
  const readers = [...backers.values()].filter(({ counts }) => counts !== null)
  for (const { email } of readers) {
    const letter = await mailbox.read(email, 'De eerste tegel is eruit')
    letter.says('Het ging makkelijker dan we dachten.')
  }
  for (const { email } of backers.values())
    expectSame(`the letters to ${email}`, (await mailbox.unread(email)).length, 0)
  return `${readers.length} letters, one to each who counts`
}
