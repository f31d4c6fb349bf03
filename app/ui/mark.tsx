import { SINGEL_PATH } from '#app/ui/singel-path.ts'

/** The mark: the ring canal, closed by one brick. Decoration beside the name; public/mark.svg is the same alone. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 200 160" aria-hidden="true" focusable="false">
      <path pathLength="100" strokeDasharray="78.5 100" d={SINGEL_PATH} />
      <path pathLength="100" strokeDasharray="0 96 4.2 100" d={SINGEL_PATH} />
      <path className="mark-brick" pathLength="100" strokeDasharray="0 81 12.5 100" d={SINGEL_PATH} />
    </svg>
  )
}
