import { notFound } from '#app/http/responses.server.ts'

/**
 * Every address that nothing else answers. A route of its own, so that the page around the answer knows its reader
 * as every page does.
 */
export function loader() {
  throw notFound()
}

export function action() {
  throw notFound()
}

export default function NotFound() {
  return null
}
