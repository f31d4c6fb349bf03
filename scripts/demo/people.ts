import type { Role } from '#db/schema.ts'

/** The people of a demonstration. They exist nowhere else: production has no way in for them. */
export const DEMO_PEOPLE = {
  initiator: { email: 'ine@stadmakers.example', name: 'Ine van der Werff', roles: [] },
  backer: { email: 'bart@stadmakers.example', name: 'Bart Backer', roles: [] },
  reviewer: { email: 'rosa@stadmakers.example', name: 'Rosa Reviewer', roles: ['reviewer'] },
  treasurer: { email: 'thea@stadmakers.example', name: 'Thea Treasurer', roles: ['treasurer', 'admin'] },
  approver: { email: 'aad@stadmakers.example', name: 'Aad Approver', roles: ['approver'] },
} as const satisfies Record<string, { email: string; name: string; roles: readonly Role[] }>

export type DemoRole = keyof typeof DEMO_PEOPLE

export const DEMO_ROLES = Object.keys(DEMO_PEOPLE) as DemoRole[]
