import { Fragment } from 'react'
import { classNames } from '#app/ui/class-names.ts'
import { poemLines } from '#app/ui/poem-lines.ts'

const INDENTS = [undefined, 'in-1', 'in-2', 'in-1'] as const

/** A headline set like a poem on a wall: lines that step in. A reader by ear hears it as one sentence. */
export function Poem({ title, as: Tag = 'h1', id }: { title: string; as?: 'h1' | 'h2' | 'p'; id?: string }) {
  const { lines, size } = poemLines(title)
  return (
    <Tag className={classNames('poem', size !== 'large' && `poem-${size}`)} id={id}>
      {lines.map((line, index) => (
        <Fragment key={index}>
          {index > 0 && ' '}
          <span className={INDENTS[index]}>{line}</span>
        </Fragment>
      ))}
    </Tag>
  )
}
