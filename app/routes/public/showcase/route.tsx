import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { notFound } from '#app/http/responses.server.ts'
import { Showcase } from '#app/ui/showcase.tsx'

/** All components in their states, for who works on them. Not part of a site that is in use. */
export function loader({ context }: LoaderFunctionArgs) {
  if (context.world.config.APP_MODE !== 'demo') throw notFound()
  return null
}

export const meta: MetaFunction = () => [{ title: 'Stadmakers: components' }]

export default Showcase
