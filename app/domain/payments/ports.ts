import type { Clock } from '../clock.ts'
import type { PaymentGateway } from './gateway.ts'

/** Where Checkout sends a backer back to. */
interface PaymentLinks {
  thanks(pledgeId: string): string
  managePledge(pledgeId: string): string
  /** The form as it was left, for a backer who turns back. */
  pledgeForm(slug: string, pledgeId: string): string
}

/** What taking and giving back money needs from outside, beside the database. */
export interface PaymentPorts {
  gateway: PaymentGateway
  clock: Clock
  links: PaymentLinks
}
