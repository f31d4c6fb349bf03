import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { receiptPdf } from '#app/documents/receipt-pdf.server.ts'
import type { Receipt } from '#app/domain/receipts/receipt-queries.server.ts'
import { cents } from '#app/domain/money.ts'

const issuer = {
  name: 'Stichting Stadmakers',
  address: 'Stadhuisplein 1, 2311 EJ Leiden',
  registration: 'KvK 00000000',
  isDemonstration: false,
}

const receipt: Receipt = {
  id: '01936000-0000-7000-8000-000000000001',
  number: '2026-000123',
  kind: 'invoice',
  pledgeId: '01936000-0000-7000-8000-000000000002',
  language: 'nl',
  issuedAt: '2026-11-24T09:00:00.000Z',
  parts: { gift: cents(29_00), reward: cents(42_10), vat: cents(7_31), tip: cents(2_00) },
  vatBp: 2_100,
  facts: {
    campaignTitle: 'De Ziel van Leiden',
    initiatorName: 'Ine Initiatief',
    backerName: 'Łucja Dvořák-Işık',
    email: 'lucja@example.test',
    rewardTitle: 'Een raam, gesigneerd',
    isWorthStated: true,
    company: {
      name: 'Bakkerij De Vooruitgang B.V.',
      address: 'Haarlemmerstraat 1, 2312 GA Leiden',
      kvk: '12345678',
      vatNumber: 'NL123456782B01',
    },
    anbi: { name: 'Stichting De Ziel', rsin: '123456782' },
    corrects: '2026-000122',
    because: null,
  },
  sha256: null,
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Every stream of the file that deflate packed, unpacked, with everything else as it stands. */
function unpacked(pdf: Buffer): string {
  let text = pdf.toString('latin1')
  for (const match of pdf
    .toString('latin1')
    .matchAll(/\/Filter \/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g))
    text += inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1')
  return text
}

describe('the file of a receipt', () => {
  it('is the same bytes each time', async () => {
    expect(hashOf(await receiptPdf(receipt, issuer))).toBe(hashOf(await receiptPdf(receipt, issuer)))
  })

  it('is other bytes when a cent is different', async () => {
    const other = { ...receipt, parts: { ...receipt.parts, gift: cents(29_01) } }
    expect(hashOf(await receiptPdf(receipt, issuer))).not.toBe(hashOf(await receiptPdf(other, issuer)))
  })

  it.each(['nl', 'en'] as const)(
    'is tagged, has a title and the language %s, and embeds its fonts',
    async language => {
      const text = unpacked(await receiptPdf({ ...receipt, language }, issuer))
      expect(text).toContain(language === 'nl' ? '/Lang (nl-NL)' : '/Lang (en-GB)')
      expect(text).toContain('/Marked true')
      expect(text).toContain('/DisplayDocTitle true')
      expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>')
      expect(text).toMatch(/\/S \/H1/)
      expect(text).toMatch(/\/S \/TH/)
      const named = [...text.matchAll(/\/FontName \/(\S+)/g)].map(([, name]) => name)
      expect(named.length).toBeGreaterThanOrEqual(4)
      expect(text.match(/\/FontFile[23] /g)).toHaveLength(named.length)
      expect(text).not.toContain('/Helvetica')
    },
  )
})
