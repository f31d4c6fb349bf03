import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { roleChanges, teamMembers } from '#app/domain/users/team-queries.server.ts'
import { findOrMakeUser, grantRole, revokeRole } from '#app/domain/users/users.server.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { teamMessages } from '#app/i18n/messages/team.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { TEAM_PROBLEMS, teamDeed } from './team-input.ts'
import { TeamPage } from './team-page.tsx'
import type { TeamAnswer } from './team-page.tsx'

const CHANGES_SHOWN = 50

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'roles.grant', null)
  const { read } = context.world.db
  return {
    title: messagesFor(teamMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    members: await teamMembers(read),
    changes: await roleChanges(read, CHANGES_SHOWN),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Gives a role or takes it away. Who holds a role can let money go out, so who changes one has just signed in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, 'roles.grant', null)
  const { db, clock } = context.world
  const fields = await readForm(request)
  const typed = asTyped(fields, ['email', 'role'])
  if (!(await hasSignedInFreshly(request, context))) return refused({ typed, refusal: 'sign-in-again' }, 403)
  const input = teamDeed.safeParse(fields)
  if (!input.success) return refused({ typed, problems: problemsIn(input.error, TEAM_PROBLEMS) }, 422)
  const deed = input.data
  const done = await db.inTransaction(async trx => {
    const now = clock.now()
    if (deed.deed === 'take')
      return revokeRole(trx, now, { userId: deed.userId, role: deed.role, revokedBy: actor.id })
    const userId = await findOrMakeUser(trx, now, deed.email, languageOf(request))
    await grantRole(trx, now, { userId, role: deed.role, grantedBy: actor.id })
    return { ok: true as const }
  })
  return done.ok ? seeOther('/admin/team') : refused({ refusal: done.reason }, 409)
}

function refused(answer: TeamAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}

export default function Team() {
  return <TeamPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
