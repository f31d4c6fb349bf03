import { Surprise } from '../story/surprise.ts'
import { Visitor } from '../story/visitor.ts'
import type { Story } from './story.ts'
import { inEuros } from './story.ts'

/** Somebody who gives, with a browser of their own. Amounts in cents. */
export interface Backer {
  readonly name: string
  readonly email: string
  readonly visitor: Visitor
  readonly gift: Gift
  /** The pledge's page, by the signed link in the letter; empty before there was one. */
  managedAt: string
  /** How the pledge counts for the campaign now; null when it does not. */
  counts: 'paid' | 'by card' | null
  /** Whether nobody may see the name. */
  isHidden: boolean
}

/** What a backer fills in. */
export interface Gift {
  who: string
  cents: number
  by: 'bank' | 'card'
  tip?: 100 | 200
  message?: string
  /** The title of a reward. */
  reward?: string
  isAnonymous?: boolean
}

export const totalOf = ({ cents, tip }: Gift): number => cents + (tip ?? 0)

/** A backer opens the form of the campaign from its page, as people find it. */
export async function opensForm(story: Story, gift: Gift): Promise<Backer> {
  const { demo, campaign, backers } = story
  const backer: Backer = {
    name: gift.who,
    email: `${gift.who.toLowerCase()}@backers.example`,
    visitor: new Visitor(),
    gift,
    managedAt: '',
    counts: null,
    isHidden: gift.isAnonymous ?? false,
  }
  backers.set(gift.who, backer)
  await backer.visitor.open(`${demo.site}/campaigns/${campaign.slug}`)
  await backer.visitor.follow('Give money')
  return backer
}

/** Fills in the form that is open and presses pay. @param status at which page it leads: Checkout, or the form again */
export async function pressesPay({ visitor, name, email, gift }: Backer, status = 200): Promise<void> {
  await visitor.press(
    'Continue with',
    {
      amount: 'Another amount',
      own: (gift.cents / 100).toFixed(2),
      email,
      name,
      method: gift.by === 'bank' ? 'iDEAL or Bancontact' : 'Card',
      ...(gift.reward !== undefined && { reward: gift.reward }),
      ...(gift.tip !== undefined && { tip: `€${gift.tip / 100}` }),
      ...(gift.message !== undefined && { message: gift.message }),
      ...(gift.isAnonymous && { anonymous: true }),
    },
    status,
  )
}

/** Goes from the campaign to Checkout. */
export async function goesToCheckout(story: Story, gift: Gift): Promise<Backer> {
  const backer = await opensForm(story, gift)
  await pressesPay(backer)
  const { page } = backer.visitor
  if (!page.address.startsWith(`${story.demo.sandbox}/checkout/`))
    throw new Surprise(page.address, 'a Checkout of the payment service', page.heading)
  page.says(backer.email)
  if (gift.by === 'bank') page.says(inEuros(totalOf(gift)))
  return backer
}

/** At Checkout, chooses a bank and does something on its page. */
export async function atTheBank(
  { visitor }: Backer,
  method: 'iDEAL' | 'Bancontact',
  deed: 'Authorise the payment' | 'Let the payment fail' | 'Close the window without doing anything',
): Promise<void> {
  await visitor.press('Pay', { method, ...(method === 'iDEAL' && { bank: 'ING' }) })
  await visitor.press(deed)
}

/** At Checkout, fills in a card. @param status 402 when it is refused */
export async function fillsInCard(
  { visitor, name }: Pick<Backer, 'visitor' | 'name'>,
  number: string,
  status = 200,
): Promise<void> {
  const button = visitor.page.heading === 'Pay' ? 'Pay' : 'Save card'
  const isOnly = visitor.page.all('input[type=radio][name=method]').length === 0
  await visitor.press(
    button,
    {
      ...(!isOnly && { method: 'Card' }),
      ...{ card_number: number, card_expiry: '12/34', card_cvc: '123', card_name: name },
    },
    status,
  )
}

/** The backer of this name. */
export function backerCalled({ backers }: Story, name: string): Backer {
  const backer = backers.get(name)
  if (!backer) throw new Surprise('the backers of this tour', name, [...backers.keys()].join(', '))
  return backer
}

/** Reads a letter to a backer, and keeps the link to the pledge that stands in it. */
export async function readsLetter(story: Story, backer: Backer, subject: string) {
  const letter = await story.mailbox.read(backer.email, subject)
  backer.managedAt = letter.link('See your pledge')
  return letter
}
