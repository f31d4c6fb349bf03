/**
 * The triggers of the migrations all refuse something: always, WHEN a condition holds, or as often as a SELECT finds a
 * row. On PostgreSQL a trigger calls a function, which raises the same sentence.
 */

/** Raises the text that its trigger names. */
export const REFUSAL_FUNCTION = `
  CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END $$;
`

const TRIGGER =
  /^CREATE TRIGGER (\w+) BEFORE ((INSERT|UPDATE|DELETE)(?: OF [\w, ]+)?) ON "?(\w+)"?(?: FOR EACH ROW)?(?:\s+WHEN (.+?))?\s+BEGIN\s+(SELECT RAISE\(.+;)\s+END$/s
const RAISE = /\s*SELECT RAISE\(ABORT, '((?:[^']|'')+)'\)([^;]*);/gy
const DROPPED = /^DROP TRIGGER (\w+)$/

interface Trigger {
  name: string
  /** INSERT, UPDATE, UPDATE OF columns, or DELETE. */
  event: string
  verb: string
  table: string
  when: string | null
  /** Each raises its sentence when its rest of a SELECT (FROM, WHERE) finds a row; always when it is empty. */
  refusals: { sentence: string; rest: string }[]
}

/** @returns null when the statement is about no trigger, or about one that does something else than refuse */
export function translateTrigger(statement: string): string | null {
  const [, dropped] = DROPPED.exec(statement) ?? []
  if (dropped !== undefined) return dropTrigger(dropped)
  const [, name, event, verb, table, when, body] = TRIGGER.exec(statement) ?? []
  if (!name || !event || !verb || !table || !body) return null
  const refusals = refusalsOf(body)
  if (!refusals) return null
  const trigger = { name, event, verb, table, when: when ?? null, refusals }
  const [only] = refusals
  return only && refusals.length === 1 && only.rest === '' && trigger.when === null
    ? refuseAlways(trigger, only.sentence)
    : refuseSometimes(trigger)
}

/** @returns null when something else stands between the refusals */
function refusalsOf(body: string): Trigger['refusals'] | null {
  const found = [...body.matchAll(RAISE)]
  if (found.reduce((length, [text]) => length + text.length, 0) !== body.length) return null
  return found.map(([, sentence = '', rest = '']) => ({ sentence, rest: rest.trim() }))
}

/** TRUNCATE passes by the triggers of rows, so whoever refuses DELETE refuses it as well. */
function refuseAlways({ name, event, verb, table }: Trigger, sentence: string): string {
  const refuse = (trigger: string, before: string, each: string) =>
    `CREATE TRIGGER ${trigger} BEFORE ${before} ON "${table}" FOR EACH ${each} EXECUTE FUNCTION refuse_change('${sentence}')`
  const rows = refuse(name, event, 'ROW')
  return verb === 'DELETE'
    ? `${rows};\n${refuse(`${table}_refuses_truncate`, 'TRUNCATE', 'STATEMENT')}`
    : rows
}

/** A WHEN of PostgreSQL's triggers may not look at other tables; a function may. */
function refuseSometimes({ name, event, verb, table, when, refusals }: Trigger): string {
  const row = verb === 'DELETE' ? 'OLD' : 'NEW'
  const raises = refusals.map(({ sentence, rest }) => {
    const raise = `RAISE EXCEPTION '%', '${sentence}';`
    return rest === '' ? raise : `IF EXISTS (SELECT 1 ${rest}) THEN ${raise} END IF;`
  })
  return `
    CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${when === null ? '' : `IF NOT coalesce((${when})::boolean, false) THEN RETURN ${row}; END IF;`}
      ${raises.join('\n      ')}
      RETURN ${row};
    END $$;
    CREATE TRIGGER ${name} BEFORE ${event} ON "${table}" FOR EACH ROW EXECUTE FUNCTION ${name}()`
}

/** On SQLite the name of a trigger is enough. */
function dropTrigger(name: string): string {
  return `
    DO $$ DECLARE owner regclass; BEGIN
      SELECT tgrelid::regclass INTO STRICT owner FROM pg_trigger WHERE tgname = '${name}' AND NOT tgisinternal;
      EXECUTE format('DROP TRIGGER ${name} ON %s', owner);
      DROP FUNCTION IF EXISTS ${name}();
    END $$`
}
