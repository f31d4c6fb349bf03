import sharp from 'sharp'
import { after, DAY_MS } from '#app/domain/clock.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { expectSame, Surprise, theOnly } from '../story/surprise.ts'
import { signIn } from './signing-in.ts'
import { inEuros, rest } from './story.ts'
import type { Story } from './story.ts'

/** From an idea to a campaign that is live: the initiator's five steps, the payout account, and the review. */

export const TITLE = 'Een geveltuin voor de Lammermarkt'
/** What the must-have lines of the budget add up to, in cents. */
export const MINIMUM = 200_00
export const REWARD = 'Een stekje uit de straat'
export const INITIATOR_IBAN = 'NL39RABO0300065264'

export const DAYS_TO_GIVE = 4
const PICTURE = { width: 1600, height: 900 }
const ALT = 'Een rij gevels met een smalle strook groen ervoor'
const WHAT_TO_MEND = 'Zeg ook wie de planten water geeft in een droge zomer.'
const WATER = 'De bewoners van nummer 3 tot en met 21 geven om de beurt water, ook in een droge zomer.'
const STORY = [
  'De Lammermarkt is heet in de zomer en nat in de herfst. Met een geveltuin voor elke deur wordt hij koeler en mooier.',
  'Wij kopen planten en grond. Bewoners wippen op één zaterdag de tegels eruit.',
].join('\n\n')

export async function initiatorSignsIn(story: Story): Promise<string> {
  const { page } = await signIn(story, 'initiator')
  page.says('My campaigns')
  return 'signed in'
}

export async function initiatorStarts({ demo, people, campaign }: Story): Promise<string> {
  const { initiator } = people
  await initiator.open(`${demo.site}/start`)
  const page = await initiator.press('Start writing it down', { title: TITLE })
  campaign.id = /\/my\/campaigns\/([^/]+)\/edit\/idea$/.exec(page.address)?.[1] ?? ''
  if (campaign.id === '') throw new Surprise(page.address, 'the first step of a new campaign', page.heading)
  return `“${TITLE}”`
}

export async function initiatorTellsIdea({ people }: Story): Promise<string> {
  const page = await people.initiator.press('Save and go to place and rules', {
    intro: 'Dertig tegels eruit, dertig planten erin. Samen, op één zaterdag.',
    story: STORY,
    drawing: 'A garden along a front',
  })
  expectSame(page.address, page.heading, 'Where, until when, and how?')
  return `${STORY.length} characters`
}

/** Goes back to the first step, where the picture has a form of its own. */
export async function initiatorUploadsPicture({ demo, people, campaign }: Story): Promise<string> {
  const { initiator } = people
  await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/idea`)
  const bytes = Uint8Array.from(await drawStreet())
  await initiator.press('Save the photo', {
    picture: { name: 'lammermarkt.jpg', type: 'image/jpeg', bytes },
    alt: ALT,
  })
  const page = await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/idea`)
  const shown = page.all('img').filter(image => image.getAttribute('alt') === ALT)
  const address = new URL(
    theOnly(page.address, `picture “${ALT}”`, shown).getAttribute('src') ?? '',
    page.address,
  )
  const answer = await fetch(address)
  const { width, height, exif } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
  expectSame(address.href, answer.status, 200)
  expectSame(`${address.href} (its shape)`, Math.round((width / height) * 900), PICTURE.width)
  expectSame(`${address.href} (what the camera wrote in it)`, exif === undefined, true)
  return `${Math.round(bytes.length / 1024)} kB in, ${width} × ${height} out, without what the camera wrote`
}

/** A street with fronts, as a photo that says with what it was made. */
function drawStreet(): Promise<Buffer> {
  const { width, height } = PICTURE
  const fronts = Array.from(
    { length: 8 },
    (_, n) =>
      `<rect x="${n * 200 + 8}" y="${120 + (n % 3) * 60}" width="184" height="600" fill="hsl(${12 + n * 4} 40% ${38 + n * 2}%)"/>`,
  )
  const street = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#b9cbd6"/>${fronts.join('')}
    <rect y="720" width="100%" height="40" fill="#4c7a3d"/><rect y="760" width="100%" height="140" fill="#8a8378"/></svg>`
  return sharp(Buffer.from(street))
    .withExif({ IFD0: { Make: 'A camera', Model: 'of the tour' } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

export async function initiatorChoosesPlace({ demo, world, people, campaign }: Story): Promise<string> {
  const { initiator } = people
  await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/place`)
  const deadline = after(world.clock.now(), DAYS_TO_GIVE * DAY_MS).slice(0, 10)
  const page = await initiator.press('Save and go to budget', {
    district: 'Binnenstad-Noord',
    deadline,
    fundingModel: 'All or nothing',
  })
  expectSame(page.address, page.heading, 'What does it cost?')
  return `Binnenstad-Noord, until ${deadline}, all or nothing`
}

export async function initiatorBudgets({ demo, people, campaign }: Story): Promise<string> {
  const { initiator } = people
  const lines = [
    ['Planten en grond', '150', 'This must be'],
    ['Tegels afvoeren', '50', 'This must be'],
    ['Een regenton', '60,00', 'Nice if it works out'],
  ]
  const fields = lines.flatMap(([label = '', amount = '', kind = ''], index) => [
    [`label-${index + 1}`, label],
    [`amount-${index + 1}`, amount],
    [`kind-${index + 1}`, kind],
  ])
  await initiator.press(
    'Save and go to gift and shares',
    Object.fromEntries(fields) as Record<string, string>,
  )
  const page = await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/budget`)
  expectSame(`${page.address} (minimum, in cents)`, page.flow('Minimum: this must be'), MINIMUM)
  return `${inEuros(MINIMUM)} must be, ${inEuros(page.flow('All together'))} together`
}

export async function initiatorPromisesGift({ demo, people, campaign }: Story): Promise<string> {
  const { initiator } = people
  await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/rewards`)
  const page = await initiator.press('Save and go to reading it through', {
    gift: 'Dertig geveltuinen waar iedereen langs loopt',
    giftPlanned: '30',
    'title-1': REWARD,
    'price-1': '10',
    'quantity-1': '2',
    'description-1': 'Een stekje uit de straat, in het voorjaar.',
  })
  page.says('Everything is there')
  return `“${REWARD}”, from ${inEuros(10_00)}, 2 of them`
}

export async function initiatorPreviews({ people }: Story): Promise<string> {
  const { initiator } = people
  const page = await initiator.follow('See the page as it will be')
  page.says('Preview', TITLE, REWARD, 'Een regenton', 'Dertig geveltuinen')
  const links = page.all('a[href$="/pledge"]').length
  expectSame(`${page.address} (links to give)`, links, 0)
  return 'the whole page, without a way to give'
}

export async function initiatorArrangesAccount({ demo, people }: Story): Promise<string> {
  const { initiator } = people
  await initiator.open(`${demo.site}/my/payout-account`)
  const hosted = await initiator.press('Begin at Stripe')
  if (!hosted.address.startsWith(`${demo.sandbox}/onboarding/`))
    throw new Surprise(hosted.address, 'the onboarding of the payment service', hosted.heading)
  const finish = hosted.all('button[value=complete]').map(button => button.text.trim())
  const { name } = DEMO_PEOPLE.initiator
  const page = await initiator.press(theOnly(hosted.address, 'button to finish', finish), {
    name,
    iban: INITIATOR_IBAN,
  })
  page.says('In order', 'Stripe knows you and can pay you.')
  return `${INITIATOR_IBAN.slice(0, 8)}…, in order`
}

export async function initiatorSendsIn({ demo, people, campaign }: Story): Promise<string> {
  const { initiator } = people
  await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/review`)
  const page = await initiator.press('Send in your plan')
  page.says('Your plan was sent in')
  return 'with the reviewer'
}

export async function reviewerSendsBack(story: Story): Promise<string> {
  const reviewer = await signIn(story, 'reviewer')
  const { campaign, demo } = story
  reviewer.page.says(`Review ${TITLE}`)
  await reviewer.open(`${demo.site}/admin/reviews/${campaign.id}`)
  const refused = await reviewer.press('Take this decision', { decision: 'Back to the initiator' }, 422)
  refused.says('Write down why.')
  const page = await reviewer.press('Take this decision', {
    decision: 'Back to the initiator',
    reason: WHAT_TO_MEND,
  })
  page.says('This campaign is back with the initiator.')
  const letter = await readsReviewLetter(story)
  letter.says(WHAT_TO_MEND)
  return 'sent back with a reason, and a letter'
}

export async function initiatorMends({ demo, people, campaign }: Story): Promise<string> {
  const { initiator } = people
  const desk = await initiator.open(`${demo.site}/my/campaigns/${campaign.id}`)
  desk.says('Back from the reviewer', WHAT_TO_MEND)
  await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/idea`)
  await initiator.press('Save and go to place and rules', { story: `${STORY}\n\n${WATER}` })
  await initiator.open(`${demo.site}/my/campaigns/${campaign.id}/edit/review`)
  const page = await initiator.press('Send in your plan')
  page.says('Your plan was sent in')
  return 'sent in again'
}

export async function reviewerApproves(story: Story): Promise<string> {
  const { demo, people, passerBy, campaign } = story
  const { reviewer } = people
  const before = await reviewer.open(`${demo.site}/admin/reviews/${campaign.id}`)
  before.says(WATER)
  const page = await reviewer.press('Take this decision', { decision: 'Approve' })
  page.says('This campaign is live.')
  const live = await reviewer.follow('See the page as everybody sees it')
  campaign.slug = /\/campaigns\/([^/]+)$/.exec(live.address)?.[1] ?? ''
  const seen = await passerBy.open(live.address)
  seen.says(TITLE, WATER, 'Give money')
  await readsReviewLetter(story)
  return `live at /campaigns/${campaign.slug}`
}

/** The initiator's letters are in Dutch, whatever the language of the browser; the title stands in every subject. */
async function readsReviewLetter(story: Story) {
  await rest(story)
  return story.mailbox.read(DEMO_PEOPLE.initiator.email, TITLE)
}
