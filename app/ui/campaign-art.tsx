import { pictureFileName, widthsOf } from '#app/domain/campaigns/picture.ts'
import type { Picture as CampaignPicture } from '#app/domain/campaigns/picture.ts'
import type { CampaignDrawing } from '#app/domain/campaigns/campaign.ts'
import { Drawing } from '#app/ui/drawings/drawing.tsx'
import { Picture } from '#app/ui/picture.tsx'

interface CampaignArtProps {
  picture: CampaignPicture | null
  drawing: CampaignDrawing
  /** How wide it stands in the page, as in the attribute `sizes`. */
  sizes: string
  /** The first picture in view is fetched at once. */
  isFirst?: boolean
  /** In a list the title beside it says enough. */
  isDecoration?: boolean
}

/** The picture of a campaign, or the drawing that stands in for it. */
export function CampaignArt({ picture, drawing, sizes, isFirst, isDecoration = false }: CampaignArtProps) {
  if (!picture) return <Drawing name={drawing} isDescribed={!isDecoration} />
  const sources = widthsOf(picture.width).map(width => ({
    src: `/pictures/${pictureFileName(picture.contentHash, width)}`,
    width,
  }))
  const [smallest, ...larger] = sources
  if (!smallest) return <Drawing name={drawing} isDescribed={!isDecoration} />
  return (
    <Picture
      sources={[smallest, ...larger]}
      width={picture.width}
      height={picture.height}
      alt={isDecoration ? '' : picture.alt}
      sizes={sizes}
      isFirst={isFirst}
    />
  )
}
