import type { ReadDb } from '#db/database.server.ts'

/** A district (wijk) of the city: reference data, put in by the migration. */
export interface District {
  /** The code of Statistics Netherlands, for instance `WK054603`. */
  code: string
  name: string
}

/** Every district, in the order of their codes. */
export async function allDistricts(db: ReadDb): Promise<District[]> {
  return db.selectFrom('district').select(['code', 'name']).orderBy('code').execute()
}
