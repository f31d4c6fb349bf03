/** Letters that do not come apart into a base letter and a mark. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ŋ: 'n',
  Ŋ: 'N',
  '€': 'EUR',
  '&': '+',
  '[': '(',
  '{': '(',
  ']': ')',
  '}': ')',
  _: '-',
  '~': '-',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '|': '/',
  '\\': '/',
  '‘': "'",
  '’': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '"': "'",
  '“': "'",
  '”': "'",
  '„': "'",
}

/**
 * A text in the Latin set of SEPA (European Payments Council, EPC217-08): `a-z A-Z 0-9 / - ? : ( ) . , ' +` and blanks.
 *
 * Letters lose their marks; what has no counterpart becomes a point, so that a person sees that something was there.
 * What comes out needs no escaping in XML.
 *
 * @param longest in characters; what is beyond is cut off.
 */
export function sepaText(text: string, longest: number): string {
  const latin = [...text.normalize('NFKD').replaceAll(/\p{Mark}/gu, '')].map(inSet).join('')
  return latin.replaceAll(/ +/g, ' ').trim().slice(0, longest).trimEnd()
}

function inSet(character: string): string {
  if (/[a-zA-Z0-9/?:().,'+ -]/.test(character)) return character
  if (/\s/.test(character)) return ' '
  return LETTERS[character] ?? (/\p{Control}|\p{Format}/u.test(character) ? '' : '.')
}
