import type { CSSProperties } from 'react'

/**
 * The look of a letter. Mail programs know neither custom properties nor our fonts, so the colours of the site's
 * tokens are written out, and the type is what every machine has.
 */
const INK = '#16201f'
const INK_SOFT = '#4c5654'
const PAPER = '#f2f1ec'
const SHEET = '#fcfbf8'
const HAIR = '#cbccc4'
const WALL = '#85321f'
const WALL_TEXT = '#fdf5ea'
const MONEY = '#0b5a4f'
const ON_MONEY = '#ffffff'

const SERIF = 'Georgia, serif'
const SANS = 'Verdana, Arial, sans-serif'

/** Words of any length stay inside the letter, also a title of four hundred letters without a space. */
const BREAKS: CSSProperties = { overflowWrap: 'anywhere', wordBreak: 'break-word' }

const TEXT: CSSProperties = {
  margin: 0,
  fontFamily: SANS,
  fontSize: 17,
  lineHeight: '27px',
  color: INK,
  ...BREAKS,
}

export const look = {
  page: { margin: 0, padding: 0, backgroundColor: PAPER },
  preheader: {
    display: 'none',
    maxHeight: 0,
    overflow: 'hidden',
    fontSize: 1,
    lineHeight: '1px',
    opacity: 0,
  },
  sheet: { width: '100%', maxWidth: 600, backgroundColor: SHEET },
  masthead: { padding: '20px 40px 14px', borderBottom: `4px solid ${INK}` },
  name: { ...TEXT, fontFamily: SERIF, fontSize: 22, lineHeight: '26px', fontWeight: 'bold' },
  nameLink: { color: INK, textDecoration: 'none' },
  kicker: { ...TEXT, marginTop: 2, fontSize: 15, lineHeight: '20px', color: INK_SOFT },
  wall: { padding: '40px 40px 44px', backgroundColor: WALL },
  heading: { margin: 0, fontFamily: SERIF, fontWeight: 'bold', color: WALL_TEXT, ...BREAKS },
  body: { padding: '32px 40px 36px' },
  paragraph: { ...TEXT, marginBottom: 18 },
  subheading: {
    ...TEXT,
    margin: '30px 0 8px',
    fontFamily: SERIF,
    fontSize: 21,
    lineHeight: '27px',
    fontWeight: 'bold',
  },
  written: { ...TEXT },
  quote: {
    ...TEXT,
    margin: '0 0 18px',
    padding: '2px 0 2px 18px',
    borderLeft: `4px solid ${INK}`,
    whiteSpace: 'pre-line',
  },
  table: { width: '100%', margin: '10px 0 26px', borderCollapse: 'collapse', borderTop: `1px solid ${INK}` },
  caption: {
    ...TEXT,
    paddingBottom: 8,
    textAlign: 'left',
    fontSize: 15,
    lineHeight: '20px',
    color: INK_SOFT,
  },
  label: {
    ...TEXT,
    overflowWrap: 'normal',
    wordBreak: 'normal',
    padding: '9px 14px 9px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: 'normal',
    borderBottom: `1px solid ${HAIR}`,
  },
  value: {
    ...TEXT,
    padding: '9px 0',
    textAlign: 'right',
    verticalAlign: 'top',
    borderBottom: `1px solid ${HAIR}`,
  },
  total: { fontWeight: 'bold', borderBottom: `1px solid ${INK}` },
  money: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  buttonRow: { margin: '26px 0 24px' },
  button: {
    display: 'inline-block',
    padding: '15px 26px',
    borderRadius: 2,
    backgroundColor: MONEY,
    fontFamily: SANS,
    fontSize: 17,
    lineHeight: '22px',
    fontWeight: 'bold',
    color: ON_MONEY,
    textDecoration: 'none',
  },
  link: { color: INK, textDecoration: 'underline' },
  foot: { padding: '20px 40px 28px', borderTop: `1px solid ${INK}` },
  small: { ...TEXT, marginBottom: 10, fontSize: 14, lineHeight: '22px', color: INK_SOFT },
} satisfies Record<string, CSSProperties>

/** From this many letters on a headline is set small. */
export const LONG_HEADING = 110

/** A headline is as large as its length allows. */
export function headingSize(letters: number): CSSProperties {
  if (letters <= 44) return { fontSize: 40, lineHeight: '44px', letterSpacing: '-1px' }
  if (letters < LONG_HEADING) return { fontSize: 30, lineHeight: '36px' }
  return { fontSize: 22, lineHeight: '29px' }
}

/**
 * For mail programs that read a style sheet: narrow screens, dark mode, and the body of an update, whose elements
 * carry no styles of their own. Without quotes and angle brackets, which React would escape.
 */
export const styleSheet = `
.written p, .written ul, .written ol, .written pre, .written blockquote { margin: 0 0 18px; }
.written h2, .written h3, .written h4, .written h5 { margin: 28px 0 8px; font: bold 21px/27px Georgia, serif; }
.written ul, .written ol { padding-left: 26px; }
.written blockquote { padding-left: 18px; border-left: 4px solid ${INK}; }
.written pre { white-space: pre-wrap; }
.written a { color: ${MONEY}; }
@media (max-width: 619px) {
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
  .heading { font-size: 30px !important; line-height: 35px !important; }
  .heading-long { font-size: 21px !important; line-height: 28px !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: #111918 !important; }
  .page td { background-color: transparent !important; }
  .sheet { background-color: #1a2423 !important; }
  .wall { background-color: #461d14 !important; }
  .heading { color: #f8e9d8 !important; }
  .ink, .ink a, .written blockquote { color: #ece8dd !important; border-color: #ece8dd !important; }
  .soft, .soft a { color: #b2b9b1 !important; }
  .rule { border-color: #ece8dd !important; }
  .hair { border-bottom-color: #323d3b !important; }
  .go { background-color: #79cbb4 !important; color: #0c1917 !important; }
  .written a { color: #79cbb4 !important; }
}
`
