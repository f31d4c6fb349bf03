import { badRequest } from './responses.server.ts'

/** What a form sent: each name with its text, or with its texts where it was sent more than once. */
export type FormFields = Record<string, string | string[]>

/**
 * Reads a posted form as plain fields, ready for a strict schema. Names like `__proto__` are names like any other.
 * Files are not read here.
 *
 * @throws Response 400 when the body is not a form
 */
export async function readForm(request: Request): Promise<FormFields> {
  const form = await request.formData().catch(() => {
    throw badRequest()
  })
  const fields: FormFields = Object.create(null) as FormFields
  for (const name of new Set(form.keys())) {
    const texts = form.getAll(name).filter(value => typeof value === 'string')
    const [only] = texts
    if (only !== undefined) fields[name] = texts.length === 1 ? only : texts
  }
  return fields
}

/** These fields as they were typed, for a form that goes back to who sent it. */
export function asTyped(fields: FormFields, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => (typeof fields[name] === 'string' ? [[name, fields[name]]] : [])),
  )
}
