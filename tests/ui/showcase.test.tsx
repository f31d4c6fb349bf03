/**
 * Proves on the page with every component that what refers to something finds it: labels, descriptions,
 * headings, anchors; in both languages.
 */
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '#app/i18n/language.ts'
import { LanguageProvider } from '#app/ui/language-context.tsx'
import { Layout } from '#app/ui/layout.tsx'
import { Showcase } from '#app/ui/showcase.tsx'

function page(language: Language): string {
  const menu = [{ href: '/campaigns', label: 'Campagnes' }]
  return renderToStaticMarkup(
    <LanguageProvider language={language}>
      <Layout
        path="/campaigns/x?page=2"
        menu={menu}
        columns={[{ title: 'Meedoen', links: menu }]}
        signedIn={{ name: 'Ans', signOutAction: '/sign-out' }}
        isDemo
      >
        <Showcase />
      </Layout>
    </LanguageProvider>,
  )
}

const all = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].map(match => match[1] ?? '')

describe.each(LANGUAGES)('the showcase in %s', language => {
  const markup = page(language)
  const ids = all(markup, / id="([^"]+)"/g)

  it('gives no id twice', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it.each([
    ['label', / for="([^"]+)"/g],
    ['name', / aria-labelledby="([^"]+)"/g],
    ['description', / aria-describedby="([^"]+)"/g],
    ['anchor', / href="#([^"]+)"/g],
    ['pattern', /url\(#([^)]+)\)/g],
    ['typed amount', / data-cents-of="([^"]+)"/g],
  ])('finds what every %s refers to', (_kind, pattern) => {
    const wanted = all(markup, pattern).flatMap(text => text.split(' '))
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter(id => !ids.includes(id))).toEqual([])
  })

  it('gives every control of a form a label', () => {
    const controls = all(markup, /<(?:input|select|textarea)((?:\s[^>]*)?)>/g)
      .filter(attributes => !attributes.includes('type="hidden"'))
      .filter(attributes => !/type="(?:radio|checkbox)"/.test(attributes))
      .map(attributes => / id="([^"]+)"/.exec(attributes)?.[1])
    const labelled = all(markup, / for="([^"]+)"/g)
    expect(controls.length).toBeGreaterThan(0)
    expect(controls.filter(id => id === undefined || !labelled.includes(id))).toEqual([])
  })

  it('has no text missing and nothing that was not written out', () => {
    expect(markup).not.toMatch(/undefined|NaN|\[object/)
  })

  it('has no style and no script of its own', () => {
    expect(markup).not.toMatch(/ style=|<script|javascript:| on[a-z]+="/)
  })
})

describe('the head of a page', () => {
  it('marks the part of the site and the language we are in', () => {
    const markup = page('en')
    expect(markup).toContain('<a href="/campaigns" aria-current="true">Campagnes</a>')
    expect(markup).toMatch(
      /href="\/language\/en\?returnTo=%2Fcampaigns%2Fx%3Fpage%3D2"[^>]*aria-current="true"/,
    )
    expect(markup).toContain('lang="nl"')
  })

  it('lets a keyboard skip to the content', () => {
    expect(page('nl').indexOf('<a class="skip" href="#content">Naar de inhoud</a>')).toBe(0)
  })
})
