import { DAY_MS, isoOf } from '../clock.ts'
import type { BankLine, BankLineKind, BankStory } from './bank.ts'
import type { DayStatement } from './day-statements.ts'
import { PLATFORM_BIC, PLATFORM_HOLDER } from './iban.ts'
import { eurosOf, tag } from './xml-text.ts'

/** The versions of CAMT.053 that Dutch banks give. */
export const CAMT_VERSIONS = ['02', '08'] as const

type CamtVersion = (typeof CAMT_VERSIONS)[number]

/** How a batch is told: with each of its payments, or only their sum and number. */
export const BATCH_VIEWS = ['details', 'sum'] as const

type BatchView = (typeof BATCH_VIEWS)[number]

interface Dress {
  version: CamtVersion
  batches: BatchView
}

/** The codes of the bank's own list: domain, family, sub-family. (ISO 20022 external code sets) */
const CODES: Record<BankLineKind, [string, string, string]> = {
  received: ['PMNT', 'RCDT', 'ESCT'],
  sent: ['PMNT', 'ICDT', 'ESCT'],
  taken: ['PMNT', 'RDDT', 'ESDD'],
  returned: ['PMNT', 'ICDT', 'RRTN'],
  costs: ['ACMT', 'MDOP', 'CHRG'],
}

/** One day of an account as a CAMT.053 file, valid against the schema of its version. */
export function camt053(statement: DayStatement, dress: Dress): string {
  const endMs = statement.startMs + DAY_MS
  const id = `${statement.iban}-${statement.day}`
  const made = isoOf(endMs)
  const message = tag(
    'BkToCstmrStmt',
    tag(
      'GrpHdr',
      tag('MsgId', `M${statement.day.replaceAll('-', '')}-${statement.number}`),
      tag('CreDtTm', made),
    ),
    tag(
      'Stmt',
      tag('Id', id),
      tag('ElctrncSeqNb', String(statement.number)),
      tag('CreDtTm', made),
      tag('FrToDt', tag('FrDtTm', isoOf(statement.startMs)), tag('ToDtTm', made)),
      account(statement.iban, dress),
      balance('OPBD', statement.openingCents, statement.day),
      balance('CLBD', statement.closingCents, statement.day),
      summary(statement.lines),
      ...statement.lines.map(line => entry(line, statement.day, dress)),
    ),
  )
  const namespace = `urn:iso:std:iso:20022:tech:xsd:camt.053.001.${dress.version}`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}">${message}</Document>\n`
}

function account(iban: string, { version }: Dress): string {
  const bic = tag(version === '02' ? 'BIC' : 'BICFI', PLATFORM_BIC)
  return tag(
    'Acct',
    tag('Id', tag('IBAN', iban)),
    tag('Ccy', 'EUR'),
    tag('Ownr', tag('Nm', PLATFORM_HOLDER)),
    tag('Svcr', tag('FinInstnId', bic)),
  )
}

function balance(type: 'OPBD' | 'CLBD', cents: number, day: string): string {
  return tag(
    'Bal',
    tag('Tp', tag('CdOrPrtry', tag('Cd', type))),
    amount(cents),
    tag('CdtDbtInd', cents < 0 ? 'DBIT' : 'CRDT'),
    tag('Dt', tag('Dt', day)),
  )
}

function summary(lines: BankLine[]): string {
  const side = (name: string, direction: BankLine['direction']) => {
    const those = lines.filter(line => line.direction === direction)
    const sum = those.reduce((cents, line) => cents + line.amount, 0)
    return tag(name, tag('NbOfNtries', String(those.length)), tag('Sum', eurosOf(sum)))
  }
  return tag('TxsSummry', side('TtlCdtNtries', 'credit'), side('TtlDbtNtries', 'debit'))
}

function entry(line: BankLine, day: string, dress: Dress): string {
  const { batch } = line
  const details =
    batch === null
      ? [transaction(line, line, line.amount, dress)]
      : [
          tag(
            'Btch',
            tag('MsgId', batch.messageId),
            tag('PmtInfId', batch.batchId),
            tag('NbOfTxs', String(batch.payments.length)),
          ),
          ...(dress.batches === 'sum'
            ? []
            : batch.payments.map(payment => transaction(line, payment, payment.amount, dress))),
        ]
  return tag(
    'Ntry',
    tag('NtryRef', line.id),
    amount(line.amount),
    tag('CdtDbtInd', indicator(line)),
    tag('Sts', dress.version === '02' ? 'BOOK' : tag('Cd', 'BOOK')),
    tag('BookgDt', tag('Dt', day)),
    tag('ValDt', tag('Dt', day)),
    tag('AcctSvcrRef', line.id),
    codes(line.kind),
    tag('NtryDtls', ...details),
    tag('AddtlNtryInf', line.counterparty),
  )
}

function transaction(line: BankLine, story: BankStory, cents: number, dress: Dress): string {
  const { endToEndId, remittance } = story
  const amounts =
    dress.version === '02'
      ? [tag('AmtDtls', tag('TxAmt', amount(cents)))]
      : [amount(cents), tag('CdtDbtInd', indicator(line))]
  return tag(
    'TxDtls',
    tag('Refs', tag('AcctSvcrRef', line.id), tag('EndToEndId', endToEndId ?? 'NOTPROVIDED')),
    ...amounts,
    ...(line.kind === 'costs' ? [] : [parties(line, story, dress)]),
    tag('RmtInf', tag('Ustrd', remittance)),
    ...(line.returnReason === null ? [] : [tag('RtrInf', tag('Rsn', tag('Cd', line.returnReason)))]),
  )
}

/** Who sent and who received. A payment that came back keeps the roles it had when it left. */
function parties(line: BankLine, story: BankStory, { version }: Dress): string {
  const name = tag('Nm', story.counterparty)
  const party = version === '02' ? name : tag('Pty', name)
  const role = line.kind === 'received' ? 'Dbtr' : 'Cdtr'
  const iban = story.counterpartyIban
  return tag(
    'RltdPties',
    tag(role, party),
    ...(iban === null ? [] : [tag(`${role}Acct`, tag('Id', tag('IBAN', iban)))]),
  )
}

function codes(kind: BankLineKind): string {
  const [domain, family, subFamily] = CODES[kind]
  return tag(
    'BkTxCd',
    tag('Domn', tag('Cd', domain), tag('Fmly', tag('Cd', family), tag('SubFmlyCd', subFamily))),
  )
}

function amount(cents: number): string {
  return tag('Amt Ccy="EUR"', eurosOf(Math.abs(cents)))
}

function indicator(line: BankLine): 'CRDT' | 'DBIT' {
  return line.direction === 'credit' ? 'CRDT' : 'DBIT'
}
