import { Surprise, expectSame } from '../story/surprise.ts'
import { atTheBank, fillsInCard, goesToCheckout, readsLetter, totalOf } from './backer.ts'
import type { Backer, Gift } from './backer.ts'
import { inEuros, lookAtCashBook, rest } from './story.ts'
import type { Story } from './story.ts'

/** The ways to give, each from the campaign's page to the letter and the cash book. */

/** Pays at once, at a bank. */
export function paysByBank(gift: Omit<Gift, 'by'>, method: 'iDEAL' | 'Bancontact' = 'iDEAL') {
  return async (story: Story): Promise<string> => {
    const backer = await goesToCheckout(story, { ...gift, by: 'bank' })
    await atTheBank(backer, method, 'Authorise the payment')
    return isBooked(story, backer)
  }
}

/** The bank refuses; nothing is booked; the second try succeeds, in the same Checkout. */
export function paysAtSecondTry(gift: Omit<Gift, 'by'>) {
  return async (story: Story): Promise<string> => {
    const backer = await goesToCheckout(story, { ...gift, by: 'bank' })
    await atTheBank(backer, 'iDEAL', 'Let the payment fail')
    backer.visitor.page.says('The payment failed at the bank. Nothing was charged.')
    await rest(story)
    await lookAtCashBook(story)
    await atTheBank(backer, 'iDEAL', 'Authorise the payment')
    return isBooked(story, backer)
  }
}

/** Saves a card, which is charged if the campaign succeeds. @param proves whether its bank asks who it is */
export function savesCard(gift: Omit<Gift, 'by'>, number: string, proves = false) {
  return async (story: Story): Promise<string> => {
    const backer = await goesToCheckout(story, { ...gift, by: 'card' })
    await fillsInCard(backer, number)
    if (proves) {
      expectSame(backer.visitor.page.address, backer.visitor.page.heading, 'Show that it is you')
      await backer.visitor.press('Yes, it is me')
    }
    await thanked(story, backer)
    backer.counts = 'by card'
    story.told.onCards += gift.cents
    const letter = await readsLetter(story, backer, 'counts')
    letter.says(`You pledged ${inEuros(totalOf(backer.gift))}`, 'Nothing has been charged to your card yet.')
    await lookAtCashBook(story)
    return `${inEuros(gift.cents)} pledged, nothing charged`
  }
}

/** The card is refused when it is saved; the backer goes back, and nothing counts. */
export function isRefusedAtOnce(gift: Omit<Gift, 'by'>, number: string) {
  return async (story: Story): Promise<string> => {
    const { visitor, email } = await goesToCheckout(story, { ...gift, by: 'card' })
    await fillsInCard({ visitor, name: gift.who }, number, 402)
    visitor.page.says('That did not work')
    const page = await visitor.follow('Go back without saving')
    page.says('You have not paid yet', 'What you chose is still there.')
    const typed = page.all('input[name=email]').map(field => field.getAttribute('value') ?? '')
    expectSame(`${page.address} (the e-mail address that was typed)`, typed.join(), email)
    await rest(story)
    await lookAtCashBook(story)
    expectSame(`the letters to ${email}`, (await story.mailbox.unread(email)).length, 0)
    return 'refused, nothing pledged, the form still filled in'
  }
}

/** Back from Checkout, paid: the page of thanks, the receipt, and the cash book say so. */
export async function isBooked(story: Story, backer: Backer): Promise<string> {
  const { gift } = backer
  await thanked(story, backer)
  backer.counts = 'paid'
  story.told.received += gift.cents
  story.told.tips += gift.tip ?? 0
  const letter = await readsLetter(story, backer, 'has arrived')
  letter.says(`We received ${inEuros(totalOf(gift))} from your account`)
  await lookAtCashBook(story)
  const tip = gift.tip ? ` and a tip of ${inEuros(gift.tip)}` : ''
  return `${inEuros(gift.cents)}${tip} booked, receipt read`
}

/** Back from Checkout: the page waits for the webhook, and says thanks when it came. */
async function thanked(story: Story, { visitor }: Backer): Promise<void> {
  const { address } = visitor.page
  if (!new URL(address).pathname.endsWith('/thanks'))
    throw new Surprise(address, 'the page of thanks', visitor.page.heading)
  await rest(story)
  const page = await visitor.open(address)
  expectSame(address, page.heading, 'Thank you')
}

/** Stripe promises no order and no "once": everything it sent just now is sent a second time. */
export async function stripeSaysItAgain(story: Story): Promise<string> {
  const { demo, passerBy, mailbox, backers } = story
  const overview = await passerBy.open(`${demo.sandbox}/`)
  const again = overview.all('form button').map(button => button.text.replaceAll(/\s+/g, ' ').trim())
  const buttons = again.filter(words => words.startsWith('Send again'))
  for (const words of buttons) await passerBy.press(words)
  await rest(story)
  await lookAtCashBook(story)
  for (const { email } of backers.values())
    expectSame(`the letters to ${email}`, (await mailbox.unread(email)).length, 0)
  return `${buttons.length} webhooks once more, nothing booked or written twice`
}
