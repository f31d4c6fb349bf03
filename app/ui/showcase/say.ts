import { useLanguage } from '#app/ui/language-context.tsx'

/** The made-up text of the showcase, Dutch and English beside each other. */
export function useSay(): (dutch: string, english: string) => string {
  const language = useLanguage()
  return (dutch, english) => (language === 'nl' ? dutch : english)
}
