import type { ReactNode } from 'react'

interface PictureSource {
  src: string
  /** In pixels. */
  width: number
}

interface PictureProps {
  /** From small to large, all of one shape; the last is what an old browser gets. */
  sources: readonly [PictureSource, ...PictureSource[]]
  /** In pixels, of the largest: keeps the place free until it is there. */
  width: number
  height: number
  /** What it shows; empty only when the text beside it says it already. */
  alt: string
  /** How wide it stands in the page, as in the attribute `sizes`. */
  sizes?: string
  /** The first picture in view is fetched at once; the others when they come near. */
  isFirst?: boolean
  caption?: ReactNode
}

/** A photograph in the right size. */
export function Picture({
  sources,
  width,
  height,
  alt,
  sizes = '100vw',
  isFirst = false,
  caption,
}: PictureProps) {
  const image = (
    <img
      className="picture art"
      src={(sources.at(-1) ?? sources[0]).src}
      srcSet={sources.map(source => `${source.src} ${source.width}w`).join(', ')}
      sizes={sizes}
      width={width}
      height={height}
      alt={alt}
      loading={isFirst ? 'eager' : 'lazy'}
      decoding="async"
    />
  )
  if (!caption) return image
  return (
    <figure>
      {image}
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
