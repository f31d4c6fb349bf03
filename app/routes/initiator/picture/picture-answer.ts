import type { FieldProblems } from '#app/domain/campaigns/typed-text.ts'
import type { PictureProblem } from '#app/files/picture-intake.server.ts'

/** Why a picture was not kept. */
export interface PictureAnswer {
  /** Of the words beside it. */
  problems: FieldProblems
  fileProblem: PictureProblem | 'too-many-pictures' | null
  refusal: 'no-such-campaign' | 'not-editable' | 'frozen' | null
}
