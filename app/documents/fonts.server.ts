import bold from './fonts/atkinson-bold.ttf?inline'
import furtherBold from './fonts/atkinson-further-bold.ttf?inline'
import furtherRegular from './fonts/atkinson-further-regular.ttf?inline'
import regular from './fonts/atkinson-regular.ttf?inline'
import headline from './fonts/fraunces-semibold.ttf?inline'

/** The fonts of the site as a document embeds them. They are part of the build, so that no path can be wrong. */
export const FONTS = {
  headline: bytesOf(headline),
  regular: bytesOf(regular),
  bold: bytesOf(bold),
  'further-regular': bytesOf(furtherRegular),
  'further-bold': bytesOf(furtherBold),
} as const

/** Letters that the Latin files of the font have not: they stand in a file of their own. */
export const FURTHER_LETTERS = /[\u0100-\u0130\u0132-\u0151\u0154-\u024f]+/u

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
}
