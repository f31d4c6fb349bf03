import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

/**
 * Turns what people write (Markdown without HTML) into safe HTML.
 *
 * Two walls: the renderer lets no HTML through, makes no pictures and links only to http, https and mailto; and
 * what it made is passed through an allow-list once more, in case the first wall has a hole.
 */

const SAFE_ADDRESS = /^(https?:\/\/|mailto:)/i

/** The page has its own headings above: a writer's largest becomes the third level. */
const HEADING_SHIFT = 2
const DEEPEST_HEADING = 6

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable('table')

markdown.validateLink = address => SAFE_ADDRESS.test(address.trim())

for (const rule of ['heading_open', 'heading_close'] as const)
  markdown.renderer.rules[rule] = (tokens, index, options, _environment, self) => {
    const token = tokens[index]
    if (token) token.tag = `h${Math.min(Number(token.tag.slice(1)) + HEADING_SHIFT, DEEPEST_HEADING)}`
    return self.renderToken(tokens, index, options)
  }

// Of a picture only its words are left: pictures come from our own uploads, where we made them again.
markdown.renderer.rules.image = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '')

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'hr',
    'h3',
    'h4',
    'h5',
    'h6',
    'strong',
    'em',
    's',
    'ul',
    'ol',
    'li',
    'blockquote',
    'code',
    'pre',
    'a',
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    // Whoever writes here is not vouched for by us, and the page that is left learns nothing of ours.
    a: (tagName, attributes) => ({
      tagName,
      attribs: { ...(attributes.href ? { href: attributes.href } : {}), rel: 'nofollow ugc noopener' },
    }),
  },
}

/**
 * @param text Markdown as typed, of any length and content
 * @returns HTML of block elements (paragraphs, headings from the third level, lists, quotes), safe to show
 */
export function renderMarkdown(text: string): string {
  return sanitizeHtml(markdown.render(text), allowed)
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

/**
 * The first paragraph of a text without its marks, for where a text is announced.
 *
 * @param longest in characters; a longer paragraph ends after its last whole sentence that fits, else after a word
 * @returns plain text, not escaped
 */
export function firstWords(text: string, longest: number): string {
  const [paragraph = ''] = renderMarkdown(text).split(/<\/(?:p|h\d|li)>/)
  const plain = sanitizeHtml(paragraph, { allowedTags: [], allowedAttributes: {} })
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, entity => ENTITIES[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (plain.length <= longest) return plain
  const cut = plain.slice(0, longest + 1)
  const sentence = /^.*[.!?](?=\s)/.exec(cut)?.[0]
  return sentence ?? `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0) || longest)} …`
}
