import { data } from '@remix-run/node'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import type { SignatureAnswer, Signing } from '#app/ui/desk/second-signature.tsx'
import { signatureInput, VOID_PROBLEMS } from '#app/ui/desk/signature-input.ts'
import type { WriteDb } from '#db/database.server.ts'
import { readForm } from './form.server.ts'
import { problemsIn } from './problems-in.server.ts'
import { forbidden, seeOther } from './responses.server.ts'
import type { SiteContext } from './site-context.server.ts'
import { hasSignedInFreshly } from './visitor.server.ts'

/** A proposal that lets money go out, as its page knows it. */
interface Proposal {
  /** Where it is shown. */
  page: string
  mayVoid: boolean
  /** Whether whoever asks may put the second signature at this moment; if not, why. */
  signing: Signing
  /** Approves exactly what was seen. `booksHold`: that every invariant was found to hold just now. */
  approve(
    trx: WriteDb,
    now: Date,
    signed: { hash: string; booksHold: boolean },
  ): Promise<{ ok: true } | { ok: false; reason: string }>
  /** @returns false when it was decided already */
  callOff(trx: WriteDb, now: Date, reason: string): Promise<boolean>
}

/**
 * Takes the post of a second signature, or of the end of a proposal: the same for whatever lets money go out. Who signs
 * has signed in just now, and the books are looked at first: nothing goes out while they do not hold.
 */
export async function takeSecondSignature(request: Request, context: SiteContext, proposal: Proposal) {
  const { db, clock } = context.world
  const fields = await readForm(request)
  const input = signatureInput.safeParse(fields)
  if (!input.success) {
    const { reason: problem } = problemsIn(input.error, VOID_PROBLEMS)
    return refused({ problem, reason: typeof fields.reason === 'string' ? fields.reason : '' }, 422)
  }
  if (input.data.deed === 'void') {
    if (!proposal.mayVoid) throw forbidden()
    const { reason } = input.data
    const isOff = await db.inTransaction(trx => proposal.callOff(trx, clock.now(), reason))
    return isOff ? seeOther(proposal.page) : refused({ refusal: 'not-proposed' }, 409)
  }
  // Asked again in the transaction: here it is only told apart why a page that showed no button was posted to.
  if (proposal.signing !== 'may')
    return refused({ refusal: proposal.signing === 'no-role' ? 'no-role' : 'same-person' }, 403)
  if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again' }, 403)
  const { hash } = input.data
  const report = await verifyLedger(db.read)
  const approved = await db.inTransaction(async trx => {
    const now = clock.now()
    await recordLedgerCheck(trx, now, report)
    return proposal.approve(trx, now, { hash, booksHold: report.holds })
  })
  return approved.ok ? seeOther(proposal.page) : refused({ refusal: approved.reason }, 409)
}

function refused(answer: SignatureAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}
