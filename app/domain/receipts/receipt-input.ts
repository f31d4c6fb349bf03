import { z } from 'zod'
import { line } from '../campaigns/typed-text.ts'
import type { CompanyDetails } from './receipt.ts'

/** What a person may type about receipts. */

export const COMPANY_PROBLEMS = ['empty', 'too-long', 'not-kvk', 'not-vat'] as const
export const ANBI_PROBLEMS = ['empty', 'too-long', 'not-rsin'] as const

const LONGEST_NAME = 120
const LONGEST_ADDRESS = 200

/** A KvK number has eight digits; spaces and dots are left out. */
const kvk = z
  .string()
  .default('')
  .transform(text => text.replaceAll(/[\s.]/g, ''))
  .pipe(z.string().regex(/^(\d{8})?$/, 'not-kvk'))

/**
 * A VAT number of the European Union: the country's two letters and 2 to 12 letters or digits (VIES). A Dutch one is
 * `NL123456789B01`.
 */
const vatNumber = z
  .string()
  .default('')
  .transform(text => text.replaceAll(/[\s.-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^(NL\d{9}B\d{2}|(?!NL)[A-Z]{2}[0-9A-Z+*]{2,12})?$/, 'not-vat'))

/** The form in which a company asks for an invoice. */
export const companyForm = z
  .strictObject({
    name: line(LONGEST_NAME).pipe(z.string().min(1, 'empty')),
    address: line(LONGEST_ADDRESS).pipe(z.string().min(1, 'empty')),
    kvk,
    vatNumber,
  })
  .transform((form): CompanyDetails => form)

/** Whether nine digits are an RSIN: the eleven-test that citizen numbers pass as well. */
export function isRsin(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0)
  return total > 0 && total % 11 === 0
}

/** The ANBI of a campaign, as a reviewer found it in the list of the tax office. Both empty: there is none. */
export const anbiForm = z
  .strictObject({
    anbiName: line(LONGEST_NAME),
    rsin: z
      .string()
      .default('')
      .transform(text => text.replaceAll(/[\s.]/g, ''))
      .pipe(z.string().refine(text => text === '' || isRsin(text), 'not-rsin')),
  })
  .superRefine(({ anbiName, rsin }, context) => {
    if (anbiName === '' && rsin !== '')
      context.addIssue({ code: 'custom', path: ['anbiName'], message: 'empty' })
    if (rsin === '' && anbiName !== '') context.addIssue({ code: 'custom', path: ['rsin'], message: 'empty' })
  })
