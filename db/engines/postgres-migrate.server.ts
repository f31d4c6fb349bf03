import { Kysely, PostgresDialect, sql } from 'kysely'
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  RootOperationNode,
} from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../schema.ts'
import type { Migrating } from './migrating.ts'
import { createTranslator } from './postgres-ddl.ts'
import type { Translator } from './postgres-ddl.ts'
import { installJobFeed } from './postgres-jobs.server.ts'
import { openPool } from './postgres-pool.server.ts'
import { REFUSAL_FUNCTION } from './postgres-triggers.ts'

/** @param migrations as they are written, in the words of SQLite */
export async function openPostgresForMigration(
  url: string,
  migrations: Record<string, Migration>,
): Promise<Migrating> {
  const pool = openPool(url, { max: 2 })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  await sql.raw(REFUSAL_FUNCTION).execute(db)
  const { rows } = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`.execute(db)
  const plugin = new TranslatingPlugin(createTranslator(rows.map(({ name }) => name)))
  const translated = Object.entries(migrations).map(([name, migration]): [string, Migration] => [
    name,
    { up: trx => migration.up(trx.withPlugin(plugin)) },
  ])
  return {
    db,
    migrations: Object.fromEntries(translated),
    finish: () => installJobFeed(pool),
  }
}

/** Translates each statement of a migration on its way to the database. */
class TranslatingPlugin implements KyselyPlugin {
  readonly #translator: Translator

  constructor(translator: Translator) {
    this.#translator = translator
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    if (node.kind !== 'RawNode' || node.parameters.length > 0) return node
    return { ...node, sqlFragments: [this.#translator.translate(node.sqlFragments.join(''))] }
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<typeof result> {
    return result
  }
}
