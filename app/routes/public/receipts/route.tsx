import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requestOverview } from '#app/domain/receipts/receipts.server.ts'
import { emailInput } from '#app/domain/users/user-input.ts'
import { networkOf } from '#app/http/client-address.server.ts'
import { asTyped, readForm } from '#app/http/form.server.ts'
import { limit } from '#app/http/rate-limits.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { AskForReceipts } from './ask-for-receipts.tsx'

const askForm = z.strictObject({ email: emailInput })

/** Where somebody asks for all receipts of their address. */
export function loader({ request }: LoaderFunctionArgs) {
  const { askTitle: title } = messagesFor(receiptMessages, languageOf(request)).overview
  return { title, wasSent: new URL(request.url).searchParams.has('sent') }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Promises the letter. Whether there are receipts of the address changes nothing in the answer. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { world } = context
  const language = languageOf(request)
  const fields = await readForm(request)
  const input = askForm.safeParse(fields)
  if (!input.success) {
    const { notAnAddress } = messagesFor(receiptMessages, language).overview
    return data({ values: asTyped(fields, ['email']), errors: { email: notAnAddress } }, { status: 422 })
  }
  const { email } = input.data
  await limit(context, 'receipt-letters-from-network', networkOf(context.address))
  await limit(context, 'receipt-letters-to-address', email)
  await world.db.inTransaction(trx => requestOverview(trx, world.clock.now(), { email, language }))
  return seeOther('/receipts?sent')
}

export default function Receipts() {
  const { wasSent } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <AskForReceipts wasSent={wasSent} values={refused?.values} errors={refused?.errors} />
}
