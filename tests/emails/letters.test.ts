/**
 * Every letter, in both languages, with the shortest, the longest and the most hostile facts. What is held here is
 * what no letter may break, whatever is in it; a word-by-word copy of the texts would prove nothing.
 */
import { describe, expect, it } from 'vitest'
import { add } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { LANGUAGES } from '#app/i18n/language.ts'
import type { Language } from '#app/i18n/language.ts'
import { createLinks } from '#app/links.server.ts'
import { renderLetter } from '#app/mail/render.server.ts'
import type { LetterName, Letters } from '#emails/catalog.ts'
import { letterDesigns } from '#emails/index.ts'
import { OUTSIDE, samples } from './letter-samples.ts'

const HOST = 'stadmakers.test'
const links = createLinks(`https://${HOST}`, 'a secret of the tests that is long enough')
const sender = {
  name: 'Stichting <Stad>',
  address: 'Stadhuisplein 1, 2311 EJ Leiden',
  registration: 'KvK 00000000',
}
const MOST_BYTES = 60_000

const names = Object.keys(letterDesigns) as LetterName[]

function write<N extends LetterName>(name: N, language: Language, props: Letters[N], demonstration = false) {
  return renderLetter({ id: 'letter-1', name, language, props }, { links, sender, host: HOST, demonstration })
}

/** Every combination: the letter, the language, the name of the sample and its facts. */
const cases = names.flatMap(name =>
  LANGUAGES.flatMap(language =>
    Object.entries(samples[name]).map(([sample, props]) => ({ name, language, sample, props })),
  ),
)

const unescape = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const hrefsOf = (html: string) =>
  [...html.matchAll(/\shref="([^"]*)"/g)].map(match => unescape(match[1] ?? ''))

describe('every letter', () => {
  it('has samples here, and a design for each name of the catalog', () => {
    expect(Object.keys(samples).sort()).toEqual([...names].sort())
    expect(names).toHaveLength(28)
  })

  it.each(cases)(
    '$name in $language, $sample: prints what people typed as text',
    async ({ name, language, props }) => {
      const { html } = await write(name, language, props)
      expect(html).not.toMatch(/<(script|img|iframe|form|link|object|svg)/i)
      expect(html).not.toMatch(/<[^>]*\son\w+=/i)
      expect(html.match(/<\/html>/g)).toHaveLength(1)
      expect(html.match(/<\/title>/g)).toHaveLength(1)
      expect(html.match(/<\/style>/g)).toHaveLength(1)
      expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
      expect(html).toContain('Stichting &lt;Stad&gt;')
    },
  )

  it.each(cases)(
    '$name in $language, $sample: links only to our host, absolutely',
    async ({ name, language, props }) => {
      const { html } = await write(name, language, props)
      const hrefs = hrefsOf(html)
      expect(hrefs.length).toBeGreaterThan(1)
      for (const href of hrefs.filter(href => href !== OUTSIDE)) {
        expect(new URL(href).origin).toBe(`https://${HOST}`)
      }
    },
  )

  it.each(cases)(
    '$name in $language, $sample: is small and asks nothing from outside',
    async ({ name, language, props }) => {
      const { html } = await write(name, language, props)
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MOST_BYTES)
      expect(html).not.toMatch(/<[^>]*\s(src|srcset|background)=|url\(|@import|@font-face/i)
      expect(html).toContain(`lang="${language}"`)
    },
  )

  it.each(cases)(
    '$name in $language, $sample: has a subject of one line that is not too long',
    async ({ name, language, props }) => {
      const { subject } = await write(name, language, props)
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
      expect(subject.trim()).toBe(subject)
      expect(Array.from(subject).length).toBeLessThanOrEqual(150)
      expect(subject.length).toBeGreaterThan(5)
    },
  )

  it.each(cases)(
    '$name in $language, $sample: says the same in its text version',
    async ({ name, language, props }) => {
      const { html, text } = await write(name, language, props)
      for (const href of hrefsOf(html)) expect(text).toContain(href)
      for (const amount of amountsOf(props, language)) expect(text).toContain(amount)
      expect(text).toContain('Stichting <Stad>')
      expect(text).toContain('KvK 00000000')
      expect(text).not.toMatch(/undefined|NaN|\[object|Invalid Date/)
      expect(html).not.toMatch(/undefined|NaN|\[object|Invalid Date/)
    },
  )

  it.each(cases)('$name in $language, $sample: never shouts', async ({ name, language, props, sample }) => {
    if (sample === 'hostile') return
    const { html, subject } = await write(name, language, props)
    const words = html.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<!--[\s\S]*?-->|<[^>]+>/g, ' ')
    expect(words + subject).not.toContain('!')
  })
})

/** The amounts that the reader must find: what was paid in all, what comes back, what is paid out. */
function amountsOf(props: Letters[LetterName], language: Language): string[] {
  const amounts = []
  if ('amountCents' in props) amounts.push(props.amountCents)
  if ('tipCents' in props) amounts.push(add(props.amountCents, props.tipCents))
  if ('refundedCents' in props) amounts.push(props.refundedCents)
  if ('countedCents' in props) amounts.push(props.countedCents)
  if ('minimumCents' in props) amounts.push(props.minimumCents)
  if ('payoutCents' in props) amounts.push(props.payoutCents)
  if ('fundsCents' in props) amounts.push(props.fundsCents)
  if ('debtCents' in props && props.debtCents) amounts.push(props.debtCents)
  if ('owedCents' in props && props.owedCents) amounts.push(props.owedCents)
  return amounts.map(amount => euros(amount, language))
}

describe('a letter about a pledge', () => {
  const aboutPledges = cases.filter(({ props }) => 'pledgeId' in props)

  it.each(aboutPledges)(
    '$name in $language, $sample: carries the signed link to the pledge',
    async ({ name, language, props }) => {
      const { html } = await write(name, language, props)
      expect(hrefsOf(html)).toContain(links.managePledge('pledgeId' in props ? props.pledgeId : ''))
    },
  )

  it('tells with a receipt what happens when it fails and until when and how to withdraw', async () => {
    const { text } = await write('pledge-receipt', 'nl', samples['pledge-receipt'].shortest!)
    expect(text).toContain('Haalt de campagne het niet? Dan sturen we je alles terug: €\u00a07,10.')
    expect(text).toMatch(
      /Tot en met 12 december 2026 kun je je toezegging intrekken.*twee stappen.*geen account/,
    )
  })

  it('does not offer to withdraw once a saved card has been charged', async () => {
    const { text } = await write('pledge-receipt', 'en', samples['pledge-receipt'].longest!)
    expect(text).toContain('The campaign goes ahead.')
    expect(text).not.toContain('withdraw')
  })

  it.each([
    ['nl', 'shortest', 'is gelukt'],
    ['en', 'shortest', 'has succeeded'],
    ['nl', 'hostile', 'gaat door met minder'],
    ['en', 'hostile', 'goes on with less'],
    ['nl', 'longest', 'gaat door met wat er kwam'],
    ['en', 'longest', 'goes on with what came in'],
  ] as const)(
    'says in %s of a campaign that goes ahead how it does (%s)',
    async (language, sample, words) => {
      const letter = await write('campaign-succeeded', language, samples['campaign-succeeded'][sample]!)
      // A long title leaves no room for them in a subject.
      if (sample !== 'longest') expect(letter.subject).toContain(words)
      expect(letter.text).toContain(words)
      if (sample !== 'shortest') expect(letter.text).not.toMatch(/is gelukt|has succeeded/)
    },
  )

  it('says that nothing was charged where a card was only saved, and that money returns where it was taken', async () => {
    const taken = await write('campaign-missed', 'nl', samples['campaign-missed'].shortest!)
    expect(taken.text).toContain('Je krijgt alles terug: €\u00a07,10.')
    expect(taken.text).not.toContain('kaart')
    const saved = await write('campaign-missed', 'nl', samples['campaign-missed'].longest!)
    expect(saved.text).toContain('Er is niets van je kaart afgeschreven')
    expect(saved.text).not.toContain('Je krijgt alles terug')
  })

  it('names the moment of a withdrawal in the city’s time', async () => {
    const { text } = await write('pledge-withdrawn', 'en', samples['pledge-withdrawn'].shortest!)
    expect(text).toContain('On 1 December 2026, 09:40 you withdrew')
  })

  it('leads from a card that ends to the page where another is given', async () => {
    const { html, text } = await write('card-ends', 'en', samples['card-ends'].shortest!)
    expect(hrefsOf(html)).toContain(links.anotherCard(samples['card-ends'].shortest!.pledgeId))
    expect(text).toContain('That card is valid until the end of November 2026.')
  })

  it('leads from a refused card to the page where it is paid in another way', async () => {
    const { html } = await write('card-failed', 'nl', samples['card-failed'].shortest!)
    expect(hrefsOf(html)).toContain(links.recoverPledge(samples['card-failed'].shortest!.pledgeId))
  })
})

describe('an update', () => {
  it('is printed whole when it fits, with its links and without pictures', async () => {
    const { html, text } = await write(
      'campaign-update',
      'nl',
      samples['campaign-update']['every kind of element']!,
    )
    expect(html).toContain('<strong>rode</strong> kaft')
    expect(html).toContain('<h2>Wat nog niet goed is</h2>')
    expect(hrefsOf(html)).toContain(OUTSIDE)
    expect(text).toContain('2. dan vouwen')
    expect(text).not.toContain('te lang voor een brief')
  })

  it('is cut at the end of a paragraph when it is too long, and says so', async () => {
    const { html, text } = await write('campaign-update', 'nl', samples['campaign-update'].longest!)
    expect(text).toContain('te lang voor een brief')
    expect(text).toContain('Lees de hele update')
    expect(html).toMatch(/(rood|groen)<\/li>\s*<\/ul>\s*<\/div>|<\/(p|h3)>\s*<\/div>/)
  })

  it.each([
    ['"'.repeat(60_000)],
    ['\n'.repeat(100_000) + 'x'],
    ['> '.repeat(20_000) + 'x'],
    ['🧱'.repeat(30_000)],
    ['&'.repeat(40_001)],
  ])('of hostile length becomes a letter of bounded size (case %#)', async body => {
    const { html } = await write('campaign-update', 'nl', { ...samples['campaign-update'].shortest!, body })
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MOST_BYTES)
    expect(html).not.toContain('\ufffd')
  })
})

describe('the frame of a letter', () => {
  it('says in a demonstration that it is one, and only there', async () => {
    const facts = samples['sign-in'].shortest!
    expect((await write('sign-in', 'nl', facts, true)).text).toContain(
      'Demonstratie: de inhoud van deze brief is verzonnen.',
    )
    expect((await write('sign-in', 'nl', facts, false)).text).not.toContain('Demonstratie')
  })

  it('has the same Message-ID each time the same letter is written, and another for another letter', async () => {
    const facts = samples['sign-in'].shortest!
    const setting = { links, sender, host: HOST, demonstration: false }
    const once = await renderLetter({ id: 'a', name: 'sign-in', language: 'nl', props: facts }, setting)
    const again = await renderLetter({ id: 'a', name: 'sign-in', language: 'nl', props: facts }, setting)
    const other = await renderLetter({ id: 'b', name: 'sign-in', language: 'nl', props: facts }, setting)
    expect(once.messageId).toMatch(/^<[0-9a-f]{32}@stadmakers\.test>$/)
    expect(again.messageId).toBe(once.messageId)
    expect(other.messageId).not.toBe(once.messageId)
  })

  it('hides the preheader in the letter and leaves it out of the text', async () => {
    const { html, text } = await write('card-saved', 'nl', samples['card-saved'].shortest!)
    const preheader = 'Er is nog niets afgeschreven. Dat gebeurt alleen als de campagne slaagt.'
    expect(html).toContain(preheader)
    expect(text).not.toContain(preheader)
  })
})
