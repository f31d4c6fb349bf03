/** What a bar shows: money (solid), a budget line that would be nice (outlined), or a neutral part (ink). */
export type BarKind = 'money' | 'nice' | 'ink'

/**
 * A bar whose numbers stand beside it in words, so it is silent to a screen reader.
 *
 * @param part and `whole`: any two numbers in the same unit; a part above the whole fills the bar
 */
export function Bar({ part, whole, kind = 'money' }: { part: number; whole: number; kind?: BarKind }) {
  const length = barLength(part, whole)
  return (
    <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path className="bar-bed" d="M0 0H100V6H0z" />
      {length > 0 && <path className={`bar-${kind}`} d={`M0 0H${length}V6H0z`} />}
    </svg>
  )
}

/** In hundredths, with one decimal; something is never drawn as nothing. */
function barLength(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0
  return Math.min(100, Math.max(0.5, Math.round((part / whole) * 1000) / 10))
}
