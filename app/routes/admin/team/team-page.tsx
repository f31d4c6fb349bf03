import type { RoleChange, TeamMember } from '#app/domain/users/team-queries.server.ts'
import { ROLES } from '#app/domain/users/role.ts'
import type { RoleTaken } from '#app/domain/users/users.server.ts'
import { moment } from '#app/i18n/format.ts'
import { teamMessages } from '#app/i18n/messages/team.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormValues } from '#app/ui/form-state.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Select } from '#app/ui/select.tsx'
import type { TEAM_PROBLEMS } from './team-input.ts'

/** Why no role was changed, and what was typed. */
export interface TeamAnswer {
  refusal?: Extract<RoleTaken, { ok: false }>['reason'] | 'sign-in-again'
  problems?: Record<string, (typeof TEAM_PROBLEMS)[number]>
  typed?: FormValues
}

interface TeamPageProps {
  title: string
  pages: readonly DeskPage[]
  members: readonly TeamMember[]
  changes: readonly RoleChange[]
  isFresh: boolean
  email: string
  answer: TeamAnswer | undefined
}

/** Who has which role, the way to give one and to take it away, and every change before. */
export function TeamPage(page: TeamPageProps) {
  const t = useMessages(teamMessages)
  const { members, isFresh, answer } = page
  return (
    <>
      <DeskHead title={page.title} />
      <DeskTabs pages={page.pages} current="team" />
      <div className="page after">
        {answer?.refusal && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.refusals[answer.refusal]}
          </Notice>
        )}
        <p className="lead">{t.lead}</p>
        {!isFresh && <SignInAgain email={page.email} returnTo="/admin/team" />}
      </div>
      <Section id="members" title={t.members}>
        {members.map(member => (
          <Member key={member.userId} member={member} mayChange={isFresh} />
        ))}
      </Section>
      {isFresh && <Give answer={answer} />}
      <Changes changes={page.changes} />
    </>
  )
}

function Member({ member, mayChange }: { member: TeamMember; mayChange: boolean }) {
  const t = useMessages(teamMessages)
  const { userId, name, email, roles } = member
  const who = name ?? email
  return (
    <div className="after">
      <h3>{who}</h3>
      {name !== null && <p className="small soft">{email}</p>}
      <ul className="plain">
        {roles.map(role => (
          <li key={role} className="actions">
            {t.roles[role].name}
            {mayChange && (
              <Form hidden={{ deed: 'take', userId, role }}>
                <Button look="text">
                  {t.take}
                  <span className="hidden">{t.takeWhat(t.roles[role].name, who)}</span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Give({ answer }: { answer: TeamAnswer | undefined }) {
  const t = useMessages(teamMessages)
  const { email, role } = answer?.problems ?? {}
  const errors = { email: email && t.problems[email], role: role && t.problems[role] }
  return (
    <Section id="give" title={t.give}>
      <p>{t.giveText}</p>
      <Facts facts={ROLES.map(each => ({ label: t.roles[each].name, value: t.roles[each].may }))} />
      <ErrorSummary errors={errors} />
      <Form className="after" hidden={{ deed: 'give' }} values={answer?.typed ?? {}} errors={errors}>
        <Field name="email" label={t.email} type="email" inputMode="email" isRequired />
        <Select
          name="role"
          label={t.role}
          emptyLabel={t.choose}
          options={ROLES.map(value => ({ value, label: t.roles[value].name }))}
          isRequired
        />
        <Actions>
          <Button>{t.giveButton}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Changes({ changes }: Pick<TeamPageProps, 'changes'>) {
  const language = useLanguage()
  const t = useMessages(teamMessages)
  return (
    <Section id="changes" title={t.changes}>
      {changes.length === 0 && <p>{t.changesNone}</p>}
      <ul>
        {changes.map(({ id, at, isGiven, role, whose, by }) => {
          const words = { role: t.roles[role].name, whose, by: by ?? t.command, at: moment(at, language) }
          return <li key={id}>{isGiven ? t.given(words) : t.taken(words)}</li>
        })}
      </ul>
    </Section>
  )
}
