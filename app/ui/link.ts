/** A link with its words: in the menu, in the foot, in tabs. */
export interface LabelledLink {
  href: string
  label: string
}
