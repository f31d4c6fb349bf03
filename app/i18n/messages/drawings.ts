/** What the drawings show, for a reader who does not see them. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const drawingMessages = inBothLanguages({
  nl: {
    door: 'Tekening: een groene voordeur in een bakstenen muur. Een strip steekt half door de brievenbus, een tweede ligt op de deurmat. Rechts grachtenhuizen aan het water.',
    houses: 'Tekening: een rij grachtenhuizen aan het water, met een mat voor elke deur.',
    mat: 'Tekening: een lege deurmat met een sleutel ernaast.',
    garden:
      'Tekening: een bakstenen gevel met een raam. Langs de muur groeien stokrozen; de tegels die eruit zijn, liggen op een stapel.',
    bench:
      'Tekening: een houten bank onder een boom aan de gracht, met een open boek erop. Aan de overkant staan huizen.',
  },
  en: {
    door: 'Drawing: a green front door in a brick wall. A comic hangs half through the letter box, another lies on the mat. On the right, canal houses by the water.',
    houses: 'Drawing: a row of canal houses by the water, a mat before every door.',
    mat: 'Drawing: an empty door mat with a key beside it.',
    garden:
      'Drawing: a brick front with a window. Hollyhocks grow along the wall; the paving stones that came out lie in a pile.',
    bench:
      'Drawing: a wooden bench under a tree by the canal, an open book on it. Across the water stand houses.',
  },
})
