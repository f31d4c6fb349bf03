/** Signs of Windows-1252 outside Latin-1 (https://encoding.spec.whatwg.org/index-windows-1252.txt), which PDF's own fonts have. */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

/** Signs that those fonts lack and that mean the same as one that they have. */
const INSTEAD: Record<string, string> = {
  '\u2212': '-',
  '\u2010': '-',
  '\u2011': '-',
  '\u202f': ' ',
  '\u2009': ' ',
}

/**
 * Text as the fonts that every reader of PDF has can show it: accents that they lack are taken off, and what then is left
 * of other writing is a question mark, never another sign.
 */
export function pdfText(text: string): string {
  return Array.from(text, sign => INSTEAD[sign] ?? (isShown(sign) ? sign : withoutAccent(sign))).join('')
}

function isShown(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || BEYOND_LATIN_1.includes(sign)
}

function withoutAccent(sign: string): string {
  const plain = sign.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return plain !== '' && Array.from(plain).every(isShown) ? plain : '?'
}
