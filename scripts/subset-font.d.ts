/** The part of `subset-font` that is used here; the package ships no types of its own. */
declare module 'subset-font' {
  type AxisRange = { min: number; max: number; default?: number }

  export type VariationAxes = Record<string, number | AxisRange>

  interface SubsetOptions {
    targetFormat: 'sfnt' | 'woff' | 'woff2'
    variationAxes?: VariationAxes
  }

  export default function subsetFont(font: Buffer, text: string, options: SubsetOptions): Promise<Buffer>
}
