import type { HTMLElement } from 'node-html-parser'
import type { Page } from './page.ts'
import { textOf } from './page.ts'
import { Surprise, theOnly } from './surprise.ts'

/** A file that is chosen in a form. */
interface ChosenFile {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * What a person does with a form, by the names of its fields: types text, chooses a radio or an option by the words
 * beside it, ticks a checkbox or takes the tick away, chooses a file.
 */
export type Filling = Readonly<Record<string, string | boolean | ChosenFile>>

/** What a form sends, in the order of its fields. */
export type Entries = [name: string, value: string | File][]

type Wish = Filling[string] | undefined

/**
 * Fills in a form and gathers what a browser would send when one of its buttons is pressed: hidden fields, what
 * stood in the fields, and what was filled in.
 *
 * @throws Surprise when a field that is filled in is not on the form, or has no such choice
 */
export function fillIn(page: Page, form: HTMLElement, pressed: HTMLElement, filling: Filling): Entries {
  const where = { address: page.address, form, filling }
  const controls = form
    .querySelectorAll('input, select, textarea, button')
    .filter(each => !each.hasAttribute('disabled') && nameOf(each) !== '')
  const names = new Set(controls.filter(isSeen).map(nameOf))
  for (const name of Object.keys(filling))
    if (!names.has(name))
      throw new Surprise(page.address, `a field ${name}`, [...names].join(', ') || 'no fields')
  return controls.flatMap(control => {
    const value = control.rawTagName === 'button' ? ofButton(control, pressed) : ofField(where, control)
    return value === null ? [] : ([[nameOf(control), value]] satisfies Entries)
  })
}

interface Where {
  address: string
  form: HTMLElement
  filling: Filling
}

function ofButton(button: HTMLElement, pressed: HTMLElement): string | null {
  return button === pressed ? (button.getAttribute('value') ?? '') : null
}

function ofField(where: Where, field: HTMLElement): string | File | null {
  const wanted = where.filling[nameOf(field)]
  switch (field.rawTagName === 'input' ? (field.getAttribute('type') ?? 'text') : field.rawTagName) {
    case 'radio':
      return ofRadio(where, field, wanted)
    case 'checkbox': {
      const isTicked = wanted === undefined ? field.hasAttribute('checked') : wanted === true
      return isTicked ? (field.getAttribute('value') ?? 'on') : null
    }
    case 'file':
      return typeof wanted === 'object'
        ? new File([wanted.bytes], wanted.name, { type: wanted.type })
        : new File([], '', { type: 'application/octet-stream' })
    case 'select':
      return ofSelect(where, field, wanted)
    case 'textarea':
      return asSent(typeof wanted === 'string' ? wanted : field.text.replace(/^\n/, ''))
    case 'submit':
    case 'button':
      return null
    default:
      return asSent(typeof wanted === 'string' ? wanted : (field.getAttribute('value') ?? ''))
  }
}

/** The radio itself is asked whether it is the chosen one: by the words beside it, or as the page came. */
function ofRadio({ address, form }: Where, radio: HTMLElement, wanted: Wish): string | null {
  const value = radio.getAttribute('value') ?? 'on'
  if (wanted === undefined) return radio.hasAttribute('checked') ? value : null
  const group = form
    .querySelectorAll('input[type=radio]')
    .filter(each => nameOf(each) === nameOf(radio))
    .map(each => ({ each, words: wordsBeside(form, each) }))
  const chosen = chosenBy(
    wanted,
    group.map(option => ({ ...option, item: option.each })),
    { address, name: nameOf(radio) },
  )
  return chosen === radio ? value : null
}

function ofSelect({ address }: Where, select: HTMLElement, wanted: Wish): string {
  const options = select.querySelectorAll('option')
  const chosen =
    wanted === undefined
      ? (options.find(option => option.hasAttribute('selected')) ?? options[0])
      : chosenBy(
          wanted,
          options.map(item => ({ item, words: textOf(item) })),
          { address, name: nameOf(select) },
        )
  return chosen?.getAttribute('value') ?? textOf(chosen ?? null)
}

/** The one choice that says these words; when none says just them, the one that begins with them. */
function chosenBy(
  wanted: Wish,
  choices: readonly { item: HTMLElement; words: string }[],
  { address, name }: { address: string; name: string },
): HTMLElement {
  if (typeof wanted !== 'string') throw new Surprise(address, `words that choose ${name}`, typeof wanted)
  const exactly = choices.filter(({ words }) => words === wanted)
  const fitting = exactly.length > 0 ? exactly : choices.filter(({ words }) => words.startsWith(wanted))
  const all = choices.map(({ words }) => `“${words}”`).join(', ')
  return theOnly(address, `choice “${wanted}” of ${name} among ${all}`, fitting).item
}

function wordsBeside(form: HTMLElement, field: HTMLElement): string {
  const around = field.closest('label')
  const id = field.getAttribute('id')
  return textOf(
    around ?? form.querySelectorAll('label').find(label => label.getAttribute('for') === id) ?? null,
  )
}

const nameOf = (control: HTMLElement): string => control.getAttribute('name') ?? ''

/** A person can fill in only what they see. */
function isSeen(control: HTMLElement): boolean {
  return control.rawTagName !== 'button' && control.getAttribute('type') !== 'hidden'
}

/** Browsers send the end of a line as two characters. */
function asSent(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n')
}
