import { Surprise } from './surprise.ts'

/**
 * Reads an amount as the English pages write it (`€1,234.50`, `1,234.50`, `−2.88`, `+ 20.00`), in cents.
 *
 * @throws Surprise when it is no amount
 */
export function readEuros(text: string): number {
  const [, sign = '', whole = '', fraction = '00'] =
    /^(?:([−+-]) ?)?€?(\d{1,3}(?:,\d{3})*)(?:\.(\d{2}))?$/.exec(text) ?? []
  if (whole === '') throw new Surprise('an amount', 'one such as €1,234.50', `“${text}”`)
  const cents = Number(whole.replaceAll(',', '')) * 100 + Number(fraction)
  return sign === '' || sign === '+' ? cents : -cents
}
