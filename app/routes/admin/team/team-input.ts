import { z } from 'zod'
import { isId } from '#app/domain/ids.ts'
import { ROLES } from '#app/domain/users/role.ts'
import { emailInput } from '#app/domain/users/user-input.ts'

export const TEAM_PROBLEMS = ['email-wrong', 'role-missing'] as const

const role = z.enum(ROLES, 'role-missing')

/** A role is given to an address, so that somebody who never signed in can be given one; it is taken from a user. */
export const teamDeed = z.discriminatedUnion('deed', [
  z.strictObject({
    deed: z.literal('give'),
    email: z
      .string()
      .default('')
      .refine(text => emailInput.safeParse(text).success, 'email-wrong')
      .pipe(emailInput),
    role,
  }),
  z.strictObject({ deed: z.literal('take'), userId: z.string().refine(isId), role }),
])
