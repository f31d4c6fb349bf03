import { beforeEach, describe, expect, it } from 'vitest'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import {
  callWithKey,
  collectPledge,
  openCheckout,
  sendRefund,
  withdraw,
} from '#app/domain/payments/payments.server.ts'
import { ensurePayoutAccount, sendTransfer } from '#app/domain/payouts/payouts.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import type { CollectionName } from '#scripts/sandbox/collections.ts'
import { anApprovedSettlement } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { losing } from '#tests/support/lossy-gateway.ts'
import { begin, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * Proves F11 of trust.md: an answer that got lost is asked for again at any age of its key, and whatever was to be
 * made is made once. Within a day the key itself sees to that; after it, Stripe's lists do.
 */

let town: Town

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  await town.settle()
})

/** Something that is made at Stripe: how it is asked for, and what shows that it was made. */
interface Kind {
  name: string
  method: keyof PaymentGateway
  /** Where the sandbox keeps what is made. */
  collection: CollectionName
  /** Makes ready, and returns the deed, which gives what the books then say. */
  prepare(): Promise<(gateway: PaymentGateway) => Promise<unknown>>
  /** What the books must say. */
  then: unknown
}

const portsWith = (gateway: PaymentGateway) => ({ ...town.world, gateway })

const KINDS: Kind[] = [
  {
    name: 'a refund',
    method: 'refund',
    collection: 'refund',
    prepare: async () => {
      const refundId = await aDecidedRefund()
      return async gateway => {
        await sendRefund(portsWith(gateway), refundId)
        return (await refundOf(refundId)).state
      }
    },
    then: 'succeeded',
  },
  {
    name: 'a transfer',
    method: 'transfer',
    collection: 'transfer',
    prepare: async () => {
      const { settlementId } = await anApprovedSettlement(town)
      return gateway => sendTransfer(portsWith(gateway), settlementId)
    },
    then: 'transferred',
  },
  {
    name: 'a charge',
    method: 'chargeSavedCard',
    collection: 'payment_intent',
    prepare: () => collecting('4242424242424242'),
    then: 'held',
  },
  {
    name: 'a charge that the bank declines',
    method: 'chargeSavedCard',
    collection: 'payment_intent',
    prepare: () => collecting('4000000000000341'),
    then: 'action_required',
  },
  {
    name: 'a customer',
    method: 'createCustomer',
    collection: 'customer',
    prepare: opening,
    then: true,
  },
  {
    name: 'a payout account',
    method: 'createPayoutAccount',
    collection: 'v2_account',
    prepare: async () => {
      const id = await aUser(town.world, 'Ine')
      const initiator = { id, email: 'i@example.test', name: 'Ine', language: 'nl' } as const
      return async gateway => (await ensurePayoutAccount(portsWith(gateway), initiator)).ok
    },
    then: true,
  },
]

describe.each(KINDS)('$name', ({ method, collection, prepare, then }) => {
  it.each([
    ['answer', '1s'],
    ['answer', '1h'],
    ['answer', '22h'],
    ['answer', '25h'],
    ['request', '1s'],
    ['request', '25h'],
  ] as const)('is made once when the %s was lost and it is asked again after %s', async (lost, after) => {
    const before = made(collection)
    const deed = await prepare()
    await expect(deed(losing(town.world.gateway, method, lost))).rejects.toThrow(GatewayUnavailable)
    await town.sandbox.control.advance(after)
    expect(await deed(town.world.gateway)).toBe(then)
    expect(made(collection) - before).toBe(1)
    expect(await renewalsOf()).toBe(lost === 'request' && after === '25h' ? 1 : 0)
  })
})

describe('a Checkout', () => {
  const openAtStripe = () =>
    town.sandbox.machine.look(draft =>
      draft.all('checkout_session').filter(({ status }) => status === 'open'),
    )

  it.each([
    ['answer', '1s'],
    ['answer', '10m'],
    ['answer', '1h'],
    ['answer', '25h'],
    ['request', '1s'],
    ['request', '10m'],
    ['request', '25h'],
  ] as const)('is open once when the %s was lost and it is asked again after %s', async (lost, after) => {
    const deed = await opening()
    await expect(deed(losing(town.world.gateway, 'openCheckout', lost))).rejects.toThrow(GatewayUnavailable)
    await town.sandbox.control.advance(after)
    expect(await deed(town.world.gateway)).toBe(true)
    const kept = await town.world.db.read.selectFrom('checkout_session').select(['id', 'state']).execute()
    expect(kept).toEqual(openAtStripe().map(({ id }) => ({ id, state: 'open' })))
  })

  it('is another one when the same form is posted again after the first had ended', async () => {
    const first = await pledgeTo(town.world, await aCampaign())
    await town.sandbox.control.advance('40m')
    const second = await openCheckout(town.world, first.pledgeId)
    expect(second).toMatchObject({ ok: true, url: openAtStripe()[0]?.url })
    await town.settle()
    expect(await stateOf(town.world, first.pledgeId)).toBe('checkout_open')
    if (second.ok) await payByBank(second.url)
    await town.settle()
    expect(await stateOf(town.world, first.pledgeId)).toBe('held')
  })
})

describe('a payout account whose first answer was lost', () => {
  const initiator = async () => {
    const id = await aUser(town.world, 'Ine')
    return { id, email: 'i@example.test', name: 'Ine', language: 'nl' } as const
  }
  const changed = { name: 'Ine de Wit', email: 'ine@example.test', language: 'en' } as const

  it.each(['answer', 'request'] as const)(
    'is made once though the name, the address and the language have changed (%s lost)',
    async lost => {
      const ine = await initiator()
      const lossy = portsWith(losing(town.world.gateway, 'createPayoutAccount', lost))
      await expect(ensurePayoutAccount(lossy, ine)).rejects.toThrow(GatewayUnavailable)
      const again = await ensurePayoutAccount(town.world, { ...ine, ...changed })
      expect(again.ok).toBe(true)
      expect(made('v2_account')).toBe(1)
    },
  )
})

describe('a call that moves money', () => {
  it('is not made when it was to be made with other words under the same key', async () => {
    const refundId = await aDecidedRefund()
    await expect(
      sendRefund(portsWith(losing(town.world.gateway, 'refund', 'request')), refundId),
    ).rejects.toThrow(GatewayUnavailable)
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('stripe_call')
        .set({ request_hash: 'of another request' })
        .where('purpose', '=', 'refund')
        .execute(),
    )
    await expect(sendRefund(town.world, refundId)).rejects.toThrow('Another request was made under')
    expect(made('refund')).toBe(0)
    await town.settle()
    const found = await town.world.db.read.selectFrom('discrepancy').select(['kind', 'subject']).execute()
    expect(found).toContainEqual({ kind: 'key-reused', subject: `send-refund:${refundId}` })
  })

  it('is asked once under each number, though two processes look it up at the same moment', async () => {
    const keys: string[] = []
    const call = {
      key: 'thing:1:made:1',
      purpose: 'thing',
      request: {},
      make: async (key: string) => {
        keys.push(key)
        return { ok: true, value: key } as const
      },
      find: async () => null,
      idOf: (value: string) => value,
    }
    await callWithKey(town.world, call)
    await town.sandbox.control.advance('25h')
    await Promise.all([callWithKey(town.world, call), callWithKey(town.world, call)])
    expect(keys).toEqual(['thing:1:made:1', 'thing:1:made:1:again:1', 'thing:1:made:1:again:1'])
  })
})

const made = (collection: CollectionName) => town.sandbox.machine.look(draft => draft.all(collection)).length

const aCampaign = async () => (await aLiveCampaign(town.world)).campaignId

async function renewalsOf(): Promise<number> {
  const calls = await town.world.db.read.selectFrom('stripe_call').select('renewals').execute()
  return calls.reduce((total, { renewals }) => total + renewals, 0)
}

async function refundOf(id: string) {
  return town.world.db.read.selectFrom('refund').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

async function aDecidedRefund(): Promise<string> {
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, await aCampaign())
  await payByBank(checkoutUrl)
  await town.settle()
  await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
  const { id } = await town.world.db.read.selectFrom('refund').select('id').executeTakeFirstOrThrow()
  return id
}

async function collecting(card: string): Promise<(gateway: PaymentGateway) => Promise<unknown>> {
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, await aCampaign(), { method: 'card' })
  await payByCard(checkoutUrl, card)
  await town.settle()
  return async gateway => {
    await collectPledge(portsWith(gateway), pledgeId)
    return stateOf(town.world, pledgeId)
  }
}

/** A pledge that was started and has no Checkout yet. */
async function opening(): Promise<(gateway: PaymentGateway) => Promise<unknown>> {
  const pledgeId = randomIds.next()
  const campaignId = await aCampaign()
  await begin(town.world, campaignId, { pledgeId })
  return async gateway => (await openCheckout(portsWith(gateway), pledgeId)).ok
}
