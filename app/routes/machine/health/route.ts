import type { LoaderFunctionArgs } from '@remix-run/node'

/** For whoever watches the site from outside: 200 while the database can be read. Says nothing else. */
export async function loader({ context: { world } }: LoaderFunctionArgs) {
  try {
    await world.db.read.selectFrom('district').select('code').limit(1).executeTakeFirst()
  } catch (error) {
    world.log.error({ err: error }, 'the database cannot be read')
    return answer(503, 'unavailable')
  }
  return answer(200, 'ok')
}

function answer(status: number, health: 'ok' | 'unavailable'): Response {
  return Response.json({ health }, { status, headers: { 'Cache-Control': 'no-store' } })
}
