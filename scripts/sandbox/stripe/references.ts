/** The id of an object that Stripe's types allow to be there in full; on disk it is always its id. */
export function idOf(reference: string | { id: string }): string {
  return typeof reference === 'string' ? reference : reference.id
}
