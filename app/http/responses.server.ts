/**
 * Answers to throw where there is nothing to show. The root's error page says in the reader's language what
 * happened, what was kept and what to do.
 */

/** What was sent is not what the page's own form sends. */
export function badRequest(): Response {
  return new Response(null, { status: 400, statusText: 'Bad Request' })
}

/** A form was posted, but the session is over. A page that is only read leads to the sign-in page instead. */
export function signedOut(): Response {
  return new Response(null, { status: 401, statusText: 'Unauthorized' })
}

/** Whoever asks may not do this. */
export function forbidden(): Response {
  return new Response(null, { status: 403, statusText: 'Forbidden' })
}

/** There is no such thing, or whoever asks may not know that there is. */
export function notFound(): Response {
  return new Response(null, { status: 404, statusText: 'Not Found' })
}

/** This address only takes forms. */
export function onlyPost(): Response {
  return new Response(null, { status: 405, statusText: 'Method Not Allowed', headers: { Allow: 'POST' } })
}

/** @param seconds after how long it may be tried again */
export function tooMany(seconds: number): Response {
  return new Response(null, {
    status: 429,
    statusText: 'Too Many Requests',
    headers: { 'Retry-After': String(seconds) },
  })
}

/** Something outside (the payment provider, the disk) does not answer now; nothing was changed. */
export function unavailable(): Response {
  return new Response(null, {
    status: 503,
    statusText: 'Service Unavailable',
    headers: { 'Retry-After': '30' },
  })
}

/**
 * Sends the browser on after a form was taken. 303: the next request is a GET, so that reloading the page does not
 * send the form again.
 */
export function seeOther(location: string, headers: HeadersInit = []): Response {
  const all = new Headers(headers)
  all.set('Location', location)
  return new Response(null, { status: 303, statusText: 'See Other', headers: all })
}
