/** How anyone recomputes the public ledger of a campaign from its file alone. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const ledgerProofMessages = inBothLanguages({
  nl: {
    title: (campaign: string) => `Reken ${campaign} na`,
    back: 'Naar het kasboek',
    lead: 'Het bestand bewijst zichzelf. Je hebt er niets van ons bij nodig: geen wachtwoord, geen internet.',
    files: 'De bestanden',
    csv: 'Kasboek als CSV',
    hledger: 'Kasboek voor hledger',
    hledgerHow: 'Met het programma hledger tel je alles in één keer op:',
    command: 'Laat het de computer doen',
    commandText:
      'Met de broncode van Stadmakers. Klopt een regel niet, dan staat er welke. Elk teken telt, ook de naam van de campagne in het bestand. Wat een tekstverwerker of rekenblad zonder het te zeggen verandert, mag: andere regeleinden (CRLF), geen regeleinde na de laatste regel, en geen BOM aan het begin van de CSV.',
    byHand: 'Reken het zelf na',
    sums: 'Tel per rekening op wat bij ‘credit’ staat en trek af wat bij ‘debit’ staat, in centen. campaign_funds_held, initiator_payable en initiator_receivable zijn samen precies wat er in bewaring is.',
    chain:
      'Elke regel heeft een zegel (hash): SHA-256 over een JSON-lijst van het zegel van de regel ervoor en de velden van de regel zelf, in deze volgorde: line, day, kind, entries, debit, credit, amount_cents, commitment. Getallen zonder aanhalingstekens, geen spaties. De eerste regel volgt op 64 nullen.',
    ends: 'De eerste regel (begin) noemt de campagne. De laatste (end) zegt hoeveel regels ervoor staan, hoeveel boekingen het hele journaal heeft, en wat het laatste zegel daarvan is. Wie een regel verandert, weghaalt of toevoegt, breekt de reeks. Wie het einde eraf knipt, mist de laatste regel.',
    head: 'Laatste zegel van het hele journaal, op dit moment:',
    noHead: 'Het journaal heeft nog geen zegel.',
    keep: 'Bewaar het bestand. Een dag die voorbij is, verandert nooit meer: een later bestand begint met precies dezelfde regels.',
    commitmentTitle: 'Waarom er geen losse giften staan',
    commitment:
      'Per dag staat er één bedrag voor elke soort boeking. Losse giften laten we weg: op een rustige dag zou je kunnen zien wie wat gaf. Het veld commitment legt vast uit welke boekingen het bedrag bestaat, zonder ze te tonen. Een accountant met het journaal kan het narekenen, en wij kunnen het achteraf niet anders maken.',
  },
  en: {
    title: (campaign: string) => `Recompute ${campaign}`,
    back: 'To the ledger',
    lead: 'The file proves itself. You need nothing of ours beside it: no password, no internet.',
    files: 'The files',
    csv: 'Ledger as CSV',
    hledger: 'Ledger for hledger',
    hledgerHow: 'With the program hledger you add everything up at once:',
    command: 'Let the computer do it',
    commandText:
      'With the source code of Stadmakers. When a line is not right, it says which. Every sign counts, and so does the name of the campaign in the file. What an editor or spreadsheet changes without a word is let by: other ends of lines (CRLF), no end after the last line, and no BOM at the beginning of the CSV.',
    byHand: 'Recompute it yourself',
    sums: 'For each account add what stands under ‘credit’ and subtract what stands under ‘debit’, in cents. campaign_funds_held, initiator_payable and initiator_receivable together are exactly what is in keeping.',
    chain:
      'Each line has a seal (hash): SHA-256 over a JSON list of the seal of the line before it and the fields of the line itself, in this order: line, day, kind, entries, debit, credit, amount_cents, commitment. Numbers without quotes, no spaces. The first line follows 64 zeros.',
    ends: 'The first line (begin) names the campaign. The last (end) says how many lines stand before it, how many entries the whole journal has, and what its newest seal is. Whoever changes, takes out or adds a line breaks the chain. Whoever cuts off the end lacks the last line.',
    head: 'Newest seal of the whole journal, at this moment:',
    noHead: 'The journal has no seal yet.',
    keep: 'Keep the file. A day that is over never changes any more: a later file begins with exactly the same lines.',
    commitmentTitle: 'Why there are no single gifts',
    commitment:
      'For each day there is one amount for each kind of entry. Single gifts are left out: on a quiet day you could see who gave what. The field commitment fixes which entries the amount is made of, without showing them. An auditor with the journal can recompute it, and we cannot make it anything else afterwards.',
  },
})
