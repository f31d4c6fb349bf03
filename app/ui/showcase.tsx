import { PlainHead } from '#app/ui/plain-page.tsx'
import { BooksShown } from '#app/ui/showcase/books-shown.tsx'
import { CampaignShown } from '#app/ui/showcase/campaign-shown.tsx'
import { FailedFormShown, PledgeFormShown } from '#app/ui/showcase/forms-shown.tsx'
import { FiguresShown } from '#app/ui/showcase/figures-shown.tsx'
import { MessagesShown } from '#app/ui/showcase/messages-shown.tsx'
import { useSay } from '#app/ui/showcase/say.ts'

/** Every component in its states, with made-up text: for a development page, in the reader's language. */
export function Showcase() {
  const say = useSay()
  return (
    <>
      <PlainHead
        kicker="app/ui"
        title={say('Alle onderdelen bij elkaar', 'All parts together')}
        lead={say(
          'Leeg, vol, fout en lang. Wissel bovenaan van taal; zet je apparaat op donker voor de nacht.',
          'Empty, full, wrong and long. Switch language above; set your device to dark for the night.',
        )}
      />
      <MessagesShown />
      <FiguresShown />
      <PledgeFormShown />
      <FailedFormShown />
      <BooksShown />
      <CampaignShown />
    </>
  )
}
