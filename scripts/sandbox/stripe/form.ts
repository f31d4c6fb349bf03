import { badParameter } from './errors.ts'

/** What a form or query string can hold. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue }

interface Branch {
  [key: string]: Branch | string
}

/**
 * Reads Stripe's bracket notation: `line_items[0][price_data][currency]=eur` becomes nested objects, and an
 * object whose keys are 0, 1, 2 ... (or were written `[]`) becomes a list.
 * Throws a 400 when a name contradicts another or cannot be read.
 */
export function decodeForm(text: string): { [key: string]: FormValue } {
  const root = Object.create(null) as Branch
  for (const [name, value] of new URLSearchParams(text)) place(root, pathOf(name), name, value)
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, settle(value)]))
}

function pathOf(name: string): string[] {
  const found = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (found === null) throw badParameter('parameter_unknown', `Received unknown parameter: ${name}`, name)
  const inner = [...(found[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map(m => m[1] as string)
  return [found[1] as string, ...inner]
}

function place(root: Branch, path: string[], name: string, value: string): void {
  let branch = root
  path.forEach((written, depth) => {
    const key = written === '' ? String(Object.keys(branch).length) : written
    if (depth === path.length - 1) {
      branch[key] = value
      return
    }
    const next = (branch[key] ??= Object.create(null) as Branch)
    if (typeof next === 'string') {
      throw badParameter(
        'parameter_invalid_hash',
        `Invalid parameter: ${name} is both a value and an object`,
        name,
      )
    }
    branch = next
  })
}

function settle(value: Branch | string): FormValue {
  if (typeof value === 'string') return value
  const keys = Object.keys(value)
  const isList = keys.length > 0 && keys.every((_, n) => String(n) in value)
  if (isList) return keys.map((_, n) => settle(value[String(n)] as Branch | string))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, settle(inner)]))
}
