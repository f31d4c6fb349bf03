/** The platform's own account at the sandbox's bank, with its holder and the bank's BIC. */
export const PLATFORM_IBAN = 'NL02ABNA0123456789'
export const PLATFORM_HOLDER = 'STICHTING STADMAKERS'
export const PLATFORM_BIC = 'ABNANL2A'

/** An IBAN without spaces and in capitals, or undefined when its check digits (ISO 13616) do not fit. */
export function readIban(text: string): string | undefined {
  const iban = text.replaceAll(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) return undefined
  const moved = iban.slice(4) + iban.slice(0, 4)
  const digits = moved.replaceAll(/[A-Z]/g, letter => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n ? iban : undefined
}

/** In groups of four, as people read it. */
export function spacedIban(iban: string): string {
  return iban.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
