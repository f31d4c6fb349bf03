import { isAscii, isUtf8 } from 'node:buffer'
import { Unreadable } from '#app/bank/oddities.ts'
import type { Oddities } from '#app/bank/oddities.ts'

const CHUNK_BYTES = 64 * 1024
const UTF8_MARK = '\u00ef\u00bb\u00bf'

/**
 * The text of an XML file, in chunks, whatever character set it is in.
 *
 * A byte order mark decides; then what the bytes themselves show; then the XML declaration (XML 1.0, appendix F). Banks
 * write declarations that are not true, most often UTF-8 over what is Windows-1252 or the reverse. Bytes that are valid
 * UTF-8 beyond ASCII practically never mean anything else, so they are believed over the declaration. A wrong choice
 * can only spoil a name: digits and tags are ASCII in all of these.
 *
 * @throws Unreadable when it is no text, or plainly no XML.
 */
export function* fileText(bytes: Uint8Array, oddities: Oddities): Generator<string> {
  refuseOtherFormats(bytes)
  const marked = latin1(bytes, 3) === UTF8_MARK
  const body = marked ? bytes.subarray(3) : bytes
  const decoder = new TextDecoder(encodingOf(body, marked, oddities), { fatal: true })
  for (let at = 0; at < body.length; at += CHUNK_BYTES)
    yield decode(decoder, body.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES < body.length)
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array, more: boolean): string {
  try {
    return decoder.decode(bytes, { stream: more })
  } catch {
    throw new Unreadable(`it has bytes that are no text in ${decoder.encoding.toUpperCase()}`, null)
  }
}

/** What people hand in by mistake, and what each begins with. */
const OTHER_FORMATS: [beginning: string, says: string][] = [
  ['PK\u0003\u0004', 'it is a ZIP archive; unpack it first'],
  ['\u001f\u008b', 'it is a gzip archive; unpack it first'],
  ['%PDF', 'it is a PDF; ask the bank for CAMT.053'],
  [':20:', 'it is an MT940 statement; ask the bank for CAMT.053'],
  ['{1:', 'it is a SWIFT message such as MT940; ask the bank for CAMT.053'],
  ['\u0000\u0000\u00fe\u00ff', 'it is in UTF-32, which no bank is known to send'],
  ['\u00ff\u00fe\u0000\u0000', 'it is in UTF-32, which no bank is known to send'],
]

function refuseOtherFormats(bytes: Uint8Array): void {
  const beginning = latin1(bytes, 4)
  for (const [begins, says] of OTHER_FORMATS)
    if (beginning.startsWith(begins)) throw new Unreadable(says, null)
}

/** Which of the character sets that TextDecoder knows. */
function encodingOf(bytes: Uint8Array, marked: boolean, oddities: Oddities): string {
  const shown = utf16ShownBy(bytes)
  const declared = declaredIn(bytes, shown !== null)
  const says = (but: string) =>
    oddities.add('character sets', 1, `it says that it is in ${declared?.label}, but ${but}`)
  if (shown !== null) {
    if (declared !== null && !declared.encoding?.startsWith('utf-16')) says(`it is in ${shown.toUpperCase()}`)
    return shown
  }
  const valid = isUtf8(bytes)
  if (declared?.encoding === null) says('no such character set is known here')
  if (declared?.encoding?.startsWith('utf-16')) says(`it is in ${valid ? 'UTF-8' : 'Windows-1252'}`)
  const singleByte = declared?.encoding && !declared.encoding.startsWith('utf-') ? declared.encoding : null
  if (valid) {
    if (singleByte !== null && (marked || !isAscii(bytes))) says('its bytes are UTF-8, which was believed')
    return 'utf-8'
  }
  if (singleByte !== null && !marked) return singleByte
  oddities.add(
    'character sets',
    1,
    'it should be in UTF-8 but is not; it was read as Windows-1252, and names may be spelt wrong',
  )
  return 'windows-1252'
}

/** A byte order mark, or the zeros that UTF-16 leaves beside "<". */
function utf16ShownBy(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return 'utf-16be'
  return null
}

/** What the XML declaration says, and what TextDecoder calls it; null there for what it does not know. */
function declaredIn(bytes: Uint8Array, wide: boolean): { label: string; encoding: string | null } | null {
  const beginning = wide ? latin1(bytes, 400).replaceAll('\u0000', '') : latin1(bytes, 200)
  const label = /<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/.exec(beginning)?.[1]
  if (label === undefined) return null
  try {
    return { label, encoding: new TextDecoder(label).encoding }
  } catch {
    return { label, encoding: null }
  }
}

function latin1(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(0, length))
}
