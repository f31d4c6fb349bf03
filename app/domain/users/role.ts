import type { Role } from '#db/schema.ts'

/** What somebody on the team may be, in the order in which it is shown. */
export const ROLES = ['reviewer', 'treasurer', 'approver', 'admin'] as const satisfies readonly Role[]
