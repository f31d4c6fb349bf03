import { classNames } from '#app/ui/class-names.ts'

interface StoryProps {
  /**
   * HTML that was made from Markdown and cleaned by our own sanitiser. Nothing else may ever come in here: this
   * is the one place in the product where markup is put into a page as it is.
   */
  sanitisedHtml: string
  /** Opens with a large first letter, as a campaign's story does. */
  opens?: boolean
}

/** What an initiator wrote: a story or an update. */
export function Story({ sanitisedHtml, opens = false }: StoryProps) {
  return (
    <div
      className={classNames('story', opens && 'opens')}
      dangerouslySetInnerHTML={{ __html: sanitisedHtml }}
    />
  )
}
