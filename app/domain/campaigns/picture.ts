/**
 * Pictures of campaigns. Each is kept in a few widths under a name made from its content, so that an address
 * never changes its bytes and may be kept by browsers for ever.
 */

/** The widths in pixels in which a picture is kept, smallest first. A picture is never enlarged. */
export const PICTURE_WIDTHS = [480, 960, 1600] as const

/** How many pictures one campaign may upload. */
export const MOST_PICTURES = 20

/** A picture as it is kept: `width` and `height` are those of its largest file. */
export interface Picture {
  contentHash: string
  width: number
  height: number
  alt: string
}

/** The name of one file of a picture. */
export function pictureFileName(contentHash: string, width: number): string {
  return `${contentHash}-${width}.webp`
}

/** Whether a text can be the name of such a file. Anything else never reaches the disk. */
export function isPictureFileName(text: string): boolean {
  return /^[0-9a-f]{64}-[1-9]\d{0,3}\.webp$/.test(text)
}

/** The widths in which a picture is kept that is `width` pixels wide at its largest. */
export function widthsOf(width: number): number[] {
  return [...PICTURE_WIDTHS.filter(each => each < width), width]
}
