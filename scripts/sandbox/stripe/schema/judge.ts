import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { EntryPoints } from './entry-points.ts'

export type EntryName = keyof EntryPoints

interface SchemaFile {
  $id: string
  'x-api-version': string
  'x-entry-points': Record<string, object>
  $defs: Record<string, unknown>
}

/** The strict schema of Stripe's API, compiled entry by entry when it is first asked for. */
export class Judge {
  readonly apiVersion: string
  #schema: SchemaFile
  #exact: Ajv2020
  #coercing: Ajv2020
  #compiled = new Map<string, ValidateFunction>()

  constructor() {
    this.#schema = readSchema()
    this.apiVersion = this.#schema['x-api-version']
    const { $id, $defs } = this.#schema
    const options = { strict: false, inlineRefs: false, allErrors: true }
    this.#exact = new Ajv2020(options)
    // What arrives as a form is text: "17" must become 17 and "true" true before it is judged.
    this.#coercing = new Ajv2020({ ...options, coerceTypes: true })
    for (const ajv of [this.#exact, this.#coercing]) ajv.addSchema({ $id, $defs })
  }

  knows(name: string): name is EntryName {
    return name in this.#schema['x-entry-points']
  }

  /** What is wrong with `value` as an answer or event, in sentences; empty when nothing is. */
  faultsOf(name: EntryName, value: unknown): string[] {
    const validate = this.#validator(name, this.#exact)
    return validate(value)
      ? []
      : explain(validate.errors ?? []).map(e => `${name}${e.instancePath}: ${e.message}`)
  }

  /** Judges the parameters of a request; `form` ones are changed into the types the schema wants. */
  parameterFaults(name: EntryName, params: object, form: boolean): ErrorObject[] {
    const validate = this.#validator(name, form ? this.#coercing : this.#exact)
    return validate(params) ? [] : explain(validate.errors ?? [])
  }

  #validator(name: EntryName, ajv: Ajv2020): ValidateFunction {
    const key = `${ajv === this.#exact ? 'exact' : 'coercing'} ${name}`
    const known = this.#compiled.get(key)
    if (known !== undefined) return known
    const { $id } = this.#schema
    const entry = JSON.stringify(this.#schema['x-entry-points'][name])
    const made = ajv.compile(JSON.parse(entry.replaceAll('"#/$defs/', `"${$id}#/$defs/`)) as object)
    this.#compiled.set(key, made)
    return made
  }
}

/** The faults that name something to change: the deepest ones, and unknown names before wrong types. */
function explain(errors: ErrorObject[]): ErrorObject[] {
  const telling = errors.filter(e => e.keyword !== 'anyOf' && e.keyword !== 'if')
  const weight = (e: ErrorObject) => e.instancePath.split('/').length * 4 + (KEYWORD_WEIGHT[e.keyword] ?? 0)
  return (telling.length > 0 ? telling : errors).toSorted((a, b) => weight(b) - weight(a))
}

const KEYWORD_WEIGHT: Record<string, number> = { additionalProperties: 3, required: 2, enum: 1 }

function readSchema(): SchemaFile {
  const folder = dirname(fileURLToPath(import.meta.url))
  const files = readdirSync(folder).filter(name => name.endsWith('.schema.json'))
  const [only] = files
  if (only === undefined || files.length > 1) throw new Error(`${folder} must hold exactly one schema`)
  return JSON.parse(readFileSync(join(folder, only), 'utf8')) as SchemaFile
}

let shared: Judge | undefined

/** The one judge of this process: what it compiled serves every sandbox in it. */
export function sharedJudge(): Judge {
  shared ??= new Judge()
  return shared
}
