/** Banks that a payer can choose at iDEAL, with Stripe's code and the bank's BIC. */
export const BANKS = [
  { code: 'ing', bic: 'INGBNL2A', name: 'ING' },
  { code: 'rabobank', bic: 'RABONL2U', name: 'Rabobank' },
  { code: 'abn_amro', bic: 'ABNANL2A', name: 'ABN AMRO' },
  { code: 'asn_bank', bic: 'ASNBNL21', name: 'ASN Bank' },
  { code: 'bunq', bic: 'BUNQNL2A', name: 'bunq' },
  { code: 'knab', bic: 'KNABNL2H', name: 'Knab' },
  { code: 'triodos_bank', bic: 'TRIONL2U', name: 'Triodos Bank' },
] as const

/** The bank with a code; the first one when there is none. */
export function bankByCode(code: string | null): (typeof BANKS)[number] {
  return BANKS.find(bank => bank.code === code) ?? BANKS[0]
}
