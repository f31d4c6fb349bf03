import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstWords, renderMarkdown } from '#app/markdown/render.server.ts'
import { HOSTILE } from './hostile-markdown.ts'

/**
 * Everything that may stand between angle brackets in what the renderer gives: bare tags, a link to the web or to
 * a mail address, a list that begins elsewhere than at one. What is left after taking these out may hold no bracket
 * at all, so no script, handler, frame, picture or style can be in it, whatever a browser makes of broken markup.
 */
const HARMLESS = [
  /<\/?(p|hr|h3|h4|h5|h6|strong|em|s|ul|ol|li|blockquote|code|pre)>/g,
  /<(br|hr) \/>/g,
  /<ol start="\d+">/g,
  /<a( href="(https?:\/\/|mailto:)[^"<>\s]*")? rel="nofollow ugc noopener">/g,
  /<\/a>/g,
]

function bracketsLeft(html: string): string {
  const text = HARMLESS.reduce((rest, pattern) => rest.replaceAll(pattern, ''), html)
  return text.replaceAll(/[^<>]/g, '')
}

describe('hostile Markdown', () => {
  it(`comes in at least a hundred forms (${HOSTILE.length})`, () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(100)
  })

  it.each(HOSTILE)('is harmless: %s', text => {
    expect(bracketsLeft(renderMarkdown(text))).toBe('')
  })

  it('is harmless in any order and cut anywhere', () => {
    const parts = fc.constantFrom(
      ...HOSTILE,
      '\n',
      '\n\n',
      '> ',
      '* ',
      '`',
      '<',
      '>',
      '"',
      '](',
      '[',
      '<!--',
      '-->',
    )
    const text = fc.array(parts, { maxLength: 6 }).map(each => each.join(''))
    fc.assert(
      fc.property(text, fc.nat(200), (whole, cut) => {
        expect(bracketsLeft(renderMarkdown(whole))).toBe('')
        expect(bracketsLeft(renderMarkdown(whole.slice(cut)))).toBe('')
      }),
      { numRuns: 300 },
    )
  })

  it('is harmless when it is noise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        expect(bracketsLeft(renderMarkdown(text))).toBe('')
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('Markdown', () => {
  it('gives paragraphs, emphasis, lists and links to the web', () => {
    expect(
      renderMarkdown(
        'Een **strip** over *Leiden*.\nVoor [iedereen](https://example.org/a?b=1&c=2).\n\n- een\n- twee',
      ),
    ).toBe(
      '<p>Een <strong>strip</strong> over <em>Leiden</em>.<br />\nVoor <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">iedereen</a>.</p>\n<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n',
    )
    expect(renderMarkdown('<mailto:ans@example.org>')).toContain('href="mailto:ans@example.org"')
  })

  it('begins its headings under those of the page', () => {
    expect(renderMarkdown('# A\n\n## B\n\n##### E')).toBe('<h3>A</h3>\n<h4>B</h4>\n<h6>E</h6>\n')
  })

  it('leaves only the words of a picture', () => {
    expect(renderMarkdown('Kijk: ![een *rode* kaft](https://example.org/kaft.png)')).toBe(
      '<p>Kijk: een *rode* kaft</p>\n',
    )
  })

  it('shows HTML as the text that was typed', () => {
    expect(renderMarkdown('1 < 2 & <b>x</b>')).toBe('<p>1 &lt; 2 &amp; &lt;b&gt;x&lt;/b&gt;</p>\n')
  })

  it('keeps a link that leads elsewhere out, as text', () => {
    expect(renderMarkdown('[x](/my)')).toBe('<p>[x](/my)</p>\n')
  })
})

describe('the first words of a text', () => {
  it('are its first paragraph without marks', () => {
    expect(firstWords('De kaft is **rood** & [mooi](https://example.org).\n\nMeer volgt.', 200)).toBe(
      'De kaft is rood & mooi.',
    )
    expect(firstWords('# Rood\n\nDe kaft.', 200)).toBe('Rood')
    expect(firstWords('', 200)).toBe('')
  })

  it('end after a whole sentence, else after a word', () => {
    expect(firstWords('Eén zin. Nog een zin. En een derde die niet past.', 30)).toBe('Eén zin. Nog een zin.')
    expect(firstWords('Een enkele zin die te lang is voor deze plek', 20)).toBe('Een enkele zin die …')
    expect(firstWords('a'.repeat(50), 20)).toBe(`${'a'.repeat(20)} …`)
  })

  it('are text and not markup: what was typed as HTML stays visible as that', () => {
    expect(firstWords('<script>alert(1)</script>', 200)).toBe('<script>alert(1)</script>')
  })
})
