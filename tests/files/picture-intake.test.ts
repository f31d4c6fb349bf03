import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { isPictureFileName, pictureFileName, widthsOf } from '#app/domain/campaigns/picture.ts'
import { LARGEST_UPLOAD_BYTES, preparePicture } from '#app/files/picture-intake.server.ts'

/** A plain picture of one colour: cheap to make at any size. */
function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#2e6b4f' } })
}

async function problemOf(bytes: Uint8Array): Promise<string> {
  const result = await preparePicture(bytes)
  return result.ok ? 'none' : result.problem
}

describe('an upload', () => {
  it.each([
    ['jpeg', () => plain(2000, 1000).jpeg().toBuffer()],
    ['png', () => plain(2000, 1000).png().toBuffer()],
    ['webp', () => plain(2000, 1000).webp().toBuffer()],
    ['avif', () => plain(2000, 1000).avif({ effort: 0 }).toBuffer()],
  ])('as %s becomes WebP in three widths, named by what is in it', async (_, make) => {
    const result = await preparePicture(await make())
    if (!result.ok) throw new Error(result.problem)
    const { contentHash, width, height, files } = result.picture
    expect([width, height]).toEqual([1600, 800])
    expect(files.map(file => file.name)).toEqual(
      [480, 960, 1600].map(each => pictureFileName(contentHash, each)),
    )
    for (const [index, file] of files.entries()) {
      expect(isPictureFileName(file.name)).toBe(true)
      expect(await sharp(file.bytes).metadata()).toMatchObject({
        format: 'webp',
        width: [480, 960, 1600][index],
      })
    }
  })

  it('is never enlarged', async () => {
    const result = await preparePicture(await plain(700, 500).png().toBuffer())
    expect(result.ok && result.picture.files.map(file => file.name.split('-')[1])).toEqual([
      '480.webp',
      '700.webp',
    ])
    expect(widthsOf(300)).toEqual([300])
    expect(widthsOf(960)).toEqual([480, 960])
  })

  it('is turned upright and loses everything that its camera wrote', async () => {
    const exif = { IFD0: { Copyright: 'Wim' }, IFD3: { GPSLatitude: '52/1 9/1 0/1' } }
    const upload = await plain(800, 400).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(upload.includes('Wim')).toBe(true)
    const result = await preparePicture(upload)
    if (!result.ok) throw new Error(result.problem)
    expect([result.picture.width, result.picture.height]).toEqual([400, 800])
    for (const file of result.picture.files) {
      const { exif, orientation } = await sharp(file.bytes).metadata()
      expect([exif, orientation]).toEqual([undefined, undefined])
      expect(Buffer.from(file.bytes).includes('Wim')).toBe(false)
    }
  })

  it('gives the same names for the same bytes, so that keeping it twice keeps it once', async () => {
    const upload = await plain(500, 500).png().toBuffer()
    const names = async () => {
      const result = await preparePicture(upload)
      return result.ok ? result.picture.files.map(file => file.name) : []
    }
    expect(await names()).toEqual(await names())
  })
})

describe('a size that no page can show', () => {
  it.each([
    [1, 1, 'too-small'],
    [319, 400, 'too-small'],
    [320, 320, 'none'],
    [320, 961, 'odd-shape'],
    [320, 960, 'none'],
    [20_000, 1, 'odd-shape'],
    [961, 320, 'odd-shape'],
    [960, 320, 'none'],
  ])('%i × %i: %s', async (width, height, problem) => {
    expect(await problemOf(await plain(width, height).png().toBuffer())).toBe(problem)
  })

  it('is measured as the picture stands upright', async () => {
    const lying = await plain(600, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await problemOf(lying)).toBe('too-small')
  })
})

describe('a hostile upload', () => {
  it('that unpacks to 289 million pixels is refused by what its head says', async () => {
    const bomb = await sharp({
      create: { width: 17_000, height: 17_000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(LARGEST_UPLOAD_BYTES)
    expect(await problemOf(bomb)).toBe('too-many-pixels')
  }, 60_000)

  it('that is too large is refused before anything is read', async () => {
    expect(await problemOf(new Uint8Array(LARGEST_UPLOAD_BYTES + 1))).toBe('too-large')
  })

  it.each([
    [
      'a drawing in SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ['text', Buffer.from('geen plaatje')],
    ['a page', Buffer.from('<!doctype html><img src=x onerror=alert(1)>')],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['only the first bytes of a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['a WebP of nonsense', Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 nonsense nonsense', 'latin1')],
    ['a JPEG of nonsense', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500, 0x41)])],
  ])('that is %s is not a picture', async (_, bytes) => {
    expect(await problemOf(bytes)).toBe('not-a-picture')
  })

  it('of nothing is no file', async () => {
    expect(await problemOf(new Uint8Array())).toBe('no-file')
  })

  it.each(['png', 'jpeg'] as const)('that was cut off halfway is not a picture (%s)', async format => {
    const noise = await sharp({
      create: {
        width: 400,
        height: 400,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: '#000',
      },
    })
      .toFormat(format)
      .toBuffer()
    expect(await problemOf(noise)).toBe('none')
    expect(await problemOf(noise.subarray(0, noise.length / 2))).toBe('not-a-picture')
  })

  it('that moves is refused: a GIF for what it is, a WebP for moving', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map(background =>
        sharp({ create: { width: 60, height: 60, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const moving = () => sharp(frames, { join: { animated: true } })
    expect(await problemOf(await moving().gif().toBuffer())).toBe('not-a-picture')
    expect(await problemOf(await moving().webp().toBuffer())).toBe('animated')
  })
})
