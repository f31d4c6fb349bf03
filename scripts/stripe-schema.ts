import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/*
 * Makes the strict JSON Schema by which the sandbox judges requests, answers and events, from the type
 * declarations of the installed `stripe` package. Run it again after every change of that package:
 *
 *   node_modules/.bin/node scripts/stripe-schema.ts
 *
 * "Strict" means: an unknown property is refused everywhere, and of an open set of words (`'a' | 'b' |
 * OtherString`) only the words the package knows are let through.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const entryPointsFile = join(root, 'scripts/sandbox/stripe/schema/entry-points.ts')

/**
 * The kinds of object that the sandbox may return in full where Stripe's types allow an id or the object.
 * Every other expandable field is narrowed to its id, which keeps the schema to the part of Stripe we use.
 */
const EXPANDABLE = new Set([
  'account',
  'balance_transaction',
  'card',
  'charge',
  'checkout.session',
  'customer',
  'dispute',
  'mandate',
  'payment_intent',
  'payment_method',
  'payout',
  'price',
  'product',
  'refund',
  'review',
  'setup_attempt',
  'setup_intent',
  'topup',
  'transfer',
  'transfer_reversal',
])

type Schema = boolean | { [keyword: string]: unknown }

/** Where the schema of the installed version is kept, relative to the project's folder. */
export function stripeSchemaPath(): string {
  const { sdkVersion } = installedVersions()
  return `scripts/sandbox/stripe/schema/stripe-${sdkVersion}.schema.json`
}

/**
 * The schema as text, the same bytes for the same `stripe` package.
 * Throws when the entry points do not type-check, since a type that cannot be resolved would be let through.
 */
export function stripeSchema(): string {
  const program = ts.createProgram([entryPointsFile], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    types: [],
  })
  const source = program.getSourceFile(entryPointsFile)
  if (source === undefined) throw new Error(`${entryPointsFile} is missing`)
  const mistakes = program.getSemanticDiagnostics(source)
  if (mistakes.length > 0) {
    throw new Error(mistakes.map(m => ts.flattenDiagnosticMessageText(m.messageText, '\n')).join('\n'))
  }
  const declaration = source.statements.find(
    s => ts.isInterfaceDeclaration(s) && s.name.text === 'EntryPoints',
  ) as ts.InterfaceDeclaration
  const converter = new Converter(program.getTypeChecker())
  const entryPoints = converter.entryPoints(declaration)
  const { sdkVersion, apiVersion } = installedVersions()
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `stripe-${sdkVersion}`,
    $comment: `Made by scripts/stripe-schema.ts from the type declarations of the npm package stripe ${sdkVersion} (MIT), API version ${apiVersion}.`,
    'x-api-version': apiVersion,
    'x-entry-points': entryPoints,
    $defs: converter.definitions(),
  }
  return JSON.stringify(schema) + '\n'
}

function installedVersions() {
  const packageFolder = join(root, 'node_modules/stripe')
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  const declaration = readFileSync(join(packageFolder, 'esm/apiVersion.d.ts'), 'utf8')
  const apiVersion = /ApiVersion = "([^"]+)"/.exec(declaration)?.[1]
  if (apiVersion === undefined) throw new Error('the stripe package does not say its API version')
  return { sdkVersion: version, apiVersion }
}

class Converter {
  #checker: ts.TypeChecker
  #definitions = new Map<string, Schema>()
  #names = new Map<string, ts.Symbol>()

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  entryPoints(declaration: ts.InterfaceDeclaration): Record<string, Schema> {
    const type = this.#checker.getTypeAtLocation(declaration)
    const named = this.#checker.getPropertiesOfType(type).map(property => {
      return [property.name, this.#convert(this.#checker.getTypeOfSymbol(property))] as const
    })
    return Object.fromEntries(named.sort(byName))
  }

  definitions(): Record<string, Schema> {
    return Object.fromEntries([...this.#definitions].sort(byName))
  }

  #convert(type: ts.Type): Schema {
    const flags = type.flags
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return {}
    if (flags & ts.TypeFlags.Null) return { type: 'null' }
    // Decimals travel as text; the package makes objects of them afterwards.
    if (type.aliasSymbol?.name === 'Decimal' || type.getSymbol()?.name === 'Decimal')
      return { type: 'string' }
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never | ts.TypeFlags.Void)) return false
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === 'true' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (flags & ts.TypeFlags.String) return { type: 'string' }
    if (flags & ts.TypeFlags.Number) return { type: 'number' }
    if (flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (type.isUnion()) return this.#union(type.types)
    if (isOpenString(type)) return { type: 'string' }
    if (type.isIntersection()) return { allOf: type.types.map(t => this.#convert(t)) }
    if (this.#checker.isArrayType(type)) return this.#array(type)
    return this.#namedOrPlainObject(type)
  }

  #array(type: ts.Type): Schema {
    const [element] = this.#checker.getTypeArguments(type as ts.TypeReference)
    const items = element === undefined ? {} : this.#convert(element)
    return items === false ? { type: 'array' } : { type: 'array', items }
  }

  /** An interface becomes a definition of its own, so that recursive types end. */
  #namedOrPlainObject(type: ts.Type): Schema {
    const symbol = type.getSymbol()
    if (symbol === undefined || !symbol.declarations?.some(ts.isInterfaceDeclaration))
      return this.#object(type)
    if (symbol.name === 'ApiList') return this.#list(type as ts.TypeReference)
    const name = this.#definitionName(symbol)
    if (!this.#definitions.has(name)) {
      this.#definitions.set(name, true)
      this.#definitions.set(name, this.#object(type))
    }
    return { $ref: `#/$defs/${name}` }
  }

  #list(type: ts.TypeReference): Schema {
    const [element] = this.#checker.getTypeArguments(type)
    const properties = {
      object: { const: 'list' },
      data: { type: 'array', items: element === undefined ? {} : this.#convert(element) },
      has_more: { type: 'boolean' },
      url: { type: 'string' },
    }
    return {
      type: 'object',
      properties,
      required: ['data', 'has_more', 'object', 'url'],
      additionalProperties: false,
    }
  }

  #object(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {}
    const required: string[] = []
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const propertyType = this.#checker.getTypeOfSymbol(property)
      // Methods belong to the package's own objects, not to what travels.
      if (propertyType.getCallSignatures().length > 0) continue
      const schema = this.#convert(propertyType)
      if (schema === false) continue
      properties[property.name] = schema
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name)
    }
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String)
    const rest = index === undefined ? false : this.#convert(index.type)
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required: required.sort() } : {}),
      additionalProperties: rest,
    }
  }

  #union(all: ts.Type[]): Schema {
    const present = all.filter(t => !(t.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)))
    const takesAnyString = present.some(t => t.flags & ts.TypeFlags.String)
    const literals = present.filter(t => t.isStringLiteral() || t.isNumberLiteral())
    const words = takesAnyString ? [] : literals.map(t => t.value).sort()
    const alternatives: Schema[] = words.length > 0 ? [{ enum: words }] : []
    const booleans = present.filter(t => t.flags & ts.TypeFlags.BooleanLiteral)
    if (booleans.length === 2) alternatives.push({ type: 'boolean' })
    const others = present.filter(t => {
      if (literals.includes(t as ts.StringLiteralType)) return false
      if (booleans.length === 2 && booleans.includes(t)) return false
      if (isOpenString(t)) return words.length === 0
      return !(takesAnyString && this.#staysAnId(t))
    })
    // Text goes before numbers: a form's "12" for a field that takes both must stay text.
    others.sort((a, b) => rank(a) - rank(b))
    alternatives.push(...others.map(t => this.#convert(t)).filter(s => s !== false))
    const distinct = [...new Map(alternatives.map(s => [JSON.stringify(s), s])).values()]
    const [only] = distinct
    if (only === undefined) return false
    return distinct.length === 1 ? only : { anyOf: distinct }
  }

  #staysAnId(type: ts.Type): boolean {
    const kind = type.getProperty('object')
    if (kind === undefined) return false
    const kindType = this.#checker.getTypeOfSymbol(kind)
    return kindType.isStringLiteral() && !EXPANDABLE.has(kindType.value)
  }

  /** `PaymentIntent.NextAction`, made distinct by its file's folder and, where that is not enough, a number. */
  #definitionName(symbol: ts.Symbol): string {
    const parts: string[] = []
    let node: ts.Node | undefined = symbol.declarations?.[0]
    const file = node?.getSourceFile().fileName ?? ''
    for (; node !== undefined; node = node.parent) {
      if (ts.isInterfaceDeclaration(node) || ts.isModuleDeclaration(node)) parts.unshift(node.name.getText())
    }
    const folder = /\/resources\/(.+)\/[^/]+\.d\.ts$/.exec(file)?.[1]?.replaceAll('/', '.')
    const wanted = [...(folder === undefined ? [] : [folder]), ...parts].join('.')
    let name = wanted
    for (let n = 2; this.#names.has(name) && this.#names.get(name) !== symbol; n++) name = `${wanted}_${n}`
    this.#names.set(name, symbol)
    return name
  }
}

/** Stripe's `OtherString`: `string & Record<never, never>`. */
function isOpenString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some(t => t.flags & ts.TypeFlags.String)
}

function rank(type: ts.Type): number {
  if (type.flags & ts.TypeFlags.String) return 0
  if (type.flags & ts.TypeFlags.Number) return 1
  return type.flags & ts.TypeFlags.Null ? 3 : 2
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = stripeSchemaPath()
  writeFileSync(join(root, path), stripeSchema())
  console.log(`wrote ${path}`)
}
