import type { ActionFunctionArgs } from '@remix-run/node'
import { receiveWebhook } from '#app/http/receive-webhook.server.ts'

export const action = (args: ActionFunctionArgs) => receiveWebhook(args, 'platform')
