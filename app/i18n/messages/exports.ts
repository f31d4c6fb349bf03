/** The books as files, for who keeps them elsewhere. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const exportMessages = inBothLanguages({
  nl: {
    title: 'Exporteren',
    lead: 'De boeken als bestand: voor een spreadsheet, een boekhoudprogramma of de belasting. Het gaat om de dag waarop iets is geboekt.',
    format: 'Vorm',
    formats: {
      csv: { label: 'CSV', note: 'Voor elke spreadsheet.' },
      xlsx: { label: 'Excel (XLSX)', note: 'Bedragen en dagen zijn echte getallen en dagen.' },
      hledger: { label: 'hledger', note: 'Platte tekst die iedereen kan narekenen.' },
      xaf32: { label: 'Auditfile XAF 3.2', note: 'Voor accountant en belasting, volgens het schema.' },
      xaf40: {
        label: 'Auditfile XAF 4.0',
        note: 'Niet officieel: gemaakt naar een lijst van velden, want het schema was er nog niet. Vraag de ontvanger of het goed is.',
      },
    },
    from: 'Van',
    to: 'Tot en met',
    campaign: 'Campagne',
    allCampaigns: 'Alle campagnes',
    account: 'Rekening',
    allAccounts: 'Alle rekeningen',
    button: 'Haal het bestand op',
    problems: {
      'not-a-day': 'Vul een dag in, zoals 1-11-2026.',
      'wrong-order': 'De eerste dag ligt na de laatste.',
      'too-long':
        'Een auditfile gaat over hooguit 84 maanden: zeven jaar, zo lang moet je boeken bewaren. Kies minder tijd, of een andere vorm.',
      nothing:
        'Er is in die dagen niets geboekt. Kies andere dagen, een andere campagne of een andere rekening.',
    },
    none: 'Er is niets om te exporteren',
  },
  en: {
    title: 'Export',
    lead: 'The books as a file: for a spreadsheet, a bookkeeping program or the tax office. It is about the day on which something was booked.',
    format: 'Format',
    formats: {
      csv: { label: 'CSV', note: 'For any spreadsheet.' },
      xlsx: { label: 'Excel (XLSX)', note: 'Amounts and days are real numbers and days.' },
      hledger: { label: 'hledger', note: 'Plain text that anyone can recompute.' },
      xaf32: { label: 'Audit file XAF 3.2', note: 'For accountant and tax office, by the schema.' },
      xaf40: {
        label: 'Audit file XAF 4.0',
        note: 'Not official: made by a list of fields, since the schema was not there yet. Ask who receives it whether it will do.',
      },
    },
    from: 'From',
    to: 'Until',
    campaign: 'Campaign',
    allCampaigns: 'All campaigns',
    account: 'Account',
    allAccounts: 'All accounts',
    button: 'Get the file',
    problems: {
      'not-a-day': 'Fill in a day, such as 1-11-2026.',
      'wrong-order': 'The first day is after the last.',
      'too-long':
        'An audit file covers at most 84 months: seven years, as long as books must be kept. Choose less time, or another format.',
      nothing: 'Nothing was booked in those days. Choose other days, another campaign or another account.',
    },
    none: 'There is nothing to export',
  },
})
