import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'

/**
 * A gateway whose calls of one method get no answer: the request never arrives, or it is done and the answer is
 * lost. Who asked cannot tell which.
 */
export function losing(
  gateway: PaymentGateway,
  method: keyof PaymentGateway,
  lost: 'request' | 'answer',
): PaymentGateway {
  return new Proxy(gateway, {
    get: (target, name) => {
      const call = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>
      if (name !== method) return call
      return async (...args: unknown[]) => {
        if (lost === 'answer') await call(...args)
        throw new GatewayUnavailable(`The ${lost} of ${method} was lost.`)
      }
    },
  })
}
