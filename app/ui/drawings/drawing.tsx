import { useId, type ReactNode } from 'react'
import { drawingMessages } from '#app/i18n/messages/drawings.ts'
import { classNames } from '#app/ui/class-names.ts'
import { Bench } from '#app/ui/drawings/bench.tsx'
import { Door } from '#app/ui/drawings/door.tsx'
import { Garden } from '#app/ui/drawings/garden.tsx'
import { Houses } from '#app/ui/drawings/houses.tsx'
import { Mat } from '#app/ui/drawings/mat.tsx'
import { useMessages } from '#app/ui/language-context.tsx'

export const DRAWING_NAMES = ['door', 'houses', 'mat', 'garden', 'bench'] as const

export type DrawingName = (typeof DRAWING_NAMES)[number]

const DRAWINGS: Record<DrawingName, { viewBox: string; className?: string; draw: () => ReactNode }> = {
  door: { viewBox: '0 0 960 600', draw: Door },
  houses: { viewBox: '0 0 1166 330', className: 'strip', draw: Houses },
  mat: { viewBox: '0 0 360 220', draw: Mat },
  garden: { viewBox: '0 0 960 600', draw: Garden },
  bench: { viewBox: '0 0 960 600', draw: Bench },
}

interface DrawingProps {
  name: DrawingName
  /** Whether it tells something the text beside it does not: then it is described. */
  isDescribed?: boolean
}

/** One of our own drawings, in two colours of ink. */
export function Drawing({ name, isDescribed = false }: DrawingProps) {
  const t = useMessages(drawingMessages)
  const titleId = useId()
  const { viewBox, className, draw: Draw } = DRAWINGS[name]
  return (
    <svg
      className={classNames('art', className)}
      viewBox={viewBox}
      preserveAspectRatio="xMidYMid slice"
      role={isDescribed ? 'img' : undefined}
      aria-labelledby={isDescribed ? titleId : undefined}
      aria-hidden={isDescribed ? undefined : true}
      focusable="false"
    >
      {isDescribed && <title id={titleId}>{t[name]}</title>}
      <Draw />
    </svg>
  )
}
