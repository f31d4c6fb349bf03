import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { COMPANY_PROBLEMS, companyForm } from '#app/domain/receipts/receipt-input.ts'
import { companyOfPledge } from '#app/domain/receipts/receipt-queries.server.ts'
import { requestInvoice } from '#app/domain/receipts/receipts.server.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { PledgeLinkFailure } from '#app/http/pledge-link-failure.tsx'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { InvoicePage } from './invoice-page.tsx'
import type { InvoiceAnswer } from './invoice-page.tsx'

/** A company asks for an invoice of its pledge. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const company = await companyOfPledge(context.world.db.read, pledge.id)
  return {
    title: messagesFor(receiptMessages, languageOf(request)).invoice.title,
    campaignTitle: pledge.campaign_title,
    company,
    backHref: `/pledges/${pledge.id}?k=${context.world.links.token('manage-pledge', pledge.id)}`,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  const fields = await readForm(request)
  const values = asTyped(fields, ['name', 'address', 'kvk', 'vatNumber'])
  const input = companyForm.safeParse(fields)
  if (!input.success) return refused({ values, problems: problemsIn(input.error, COMPANY_PROBLEMS) }, 422)
  const requested = await world.db.inTransaction(trx =>
    requestInvoice(trx, world.clock.now(), pledge, input.data),
  )
  if (!requested.ok) return refused({ values, problems: {}, refusal: requested.reason }, 409)
  return seeOther(`/pledges/${pledge.id}?k=${world.links.token('manage-pledge', pledge.id)}&changed=invoice`)
}

function refused(answer: InvoiceAnswer, status: 409 | 422) {
  return data(answer, { status })
}

export const ErrorBoundary = PledgeLinkFailure

export default function Invoice() {
  return <InvoicePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
