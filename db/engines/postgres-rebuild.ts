/**
 * SQLite changes what a table is by making it again beside itself (`x_new`), copying its rows, dropping it, and giving
 * the new one its name (https://sqlite.org/lang_altertable.html#otheralter). On PostgreSQL other tables hold on to the
 * old one, and names that were derived from `x_new` stay.
 */

/** The name of a table while it is made again. */
export function rebuiltAs(table: string): string {
  return `${table}_new`
}

/** Drops a table that was made again; what points at it points at the new one from here on, and keeps its name. */
export function makeWay(table: string): string {
  const old = `'"${table}"'::regclass`
  return `
    DO $$ DECLARE found record; BEGIN
      FOR found IN SELECT conrelid::regclass AS owner, conname AS name,
          replace(pg_get_constraintdef(oid), format(' REFERENCES %s(', ${old}), ' REFERENCES "${rebuiltAs(table)}"(') AS definition
        FROM pg_constraint WHERE contype = 'f' AND confrelid = ${old} AND conrelid <> confrelid
      LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s', found.owner, found.name, found.name, found.definition);
      END LOOP;
    END $$;
    DROP TABLE "${table}"`
}

/**
 * Gives a table that was made again its name, and to its keys, references and counters the names that they would have
 * had at once. A counter goes on after the rows that were copied.
 */
export function takePlace(table: string): string {
  const made = rebuiltAs(table)
  return `
    ALTER TABLE "${made}" RENAME TO "${table}";
    DO $$ DECLARE found record; BEGIN
      FOR found IN SELECT conname AS name, '${table}_' || substr(conname, ${made.length + 2}) AS becomes
        FROM pg_constraint WHERE conrelid = '"${table}"'::regclass AND starts_with(conname::text, '${made}_')
      LOOP
        EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I', '${table}', found.name, found.becomes);
      END LOOP;
      FOR found IN SELECT attname AS name, pg_get_serial_sequence('"${table}"', attname) AS counter
        FROM pg_attribute WHERE attrelid = '"${table}"'::regclass AND attidentity <> ''
      LOOP
        EXECUTE format('SELECT setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %I), false)', found.counter, found.name, '${table}');
        EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', found.counter, '${table}_' || found.name || '_seq');
      END LOOP;
    END $$`
}
