import type { Locator, Page } from 'playwright-core'

/**
 * A person at a keyboard: Tab, Enter, Space, arrows and letters, and nothing else. Wherever Tab comes, focus must
 * be seen.
 */

const LONGEST_WAY = 80

/** Goes on by Tab to what has this role and name. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < LONGEST_WAY; step += 1) {
    if (await isFocused(wanted)) return
    await page.keyboard.press('Tab')
    await expectVisibleFocus(page)
  }
  throw new Error(`Tab does not come to ${String(wanted)} on ${page.url()}.`)
}

/** Goes to a link or a button and presses Enter. */
export async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press('Enter')
}

export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.type(text)
}

/** Chooses one of a group of radios: Tab comes to the group, Space or the arrows to the one that is wanted. */
export async function choose(page: Page, wanted: Locator): Promise<void> {
  const group = page.locator(`input[type=radio][name="${await wanted.getAttribute('name')}"]`)
  await tabTo(page, group)
  for (let step = 0; step < (await group.count()) && !(await isFocused(wanted)); step += 1)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  if (!(await wanted.isChecked())) throw new Error(`${String(wanted)} is not chosen by Space.`)
}

function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluateAll(elements => elements.some(element => element === document.activeElement))
}

/**
 * Throws when what has focus has no outline, or when a part of it is covered or out of the window (WCAG 2.4.7, 2.4.11
 * and 2.4.12). A radio that is drawn by its label shows its focus there.
 */
async function expectVisibleFocus(page: Page): Promise<void> {
  const problem = await page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return null
    const label = focused.closest('label')
    const drawn = label ? [focused, label] : [focused]
    const hasOutline = drawn.some(element => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    const corners = [...focused.getClientRects()].flatMap(({ left, right, top, bottom }) =>
      [left + 3, right - 3].flatMap(x => [top + 3, bottom - 3].map(y => document.elementFromPoint(x, y))),
    )
    const isInSight = corners.every(found => drawn.some(element => element.contains(found)))
    if (hasOutline && isInSight) return null
    return `${hasOutline ? 'not wholly in sight' : 'no outline'}: ${focused.outerHTML.slice(0, 200)}`
  })
  if (problem !== null) throw new Error(`Focus is not seen on ${page.url()}, ${problem}`)
}
