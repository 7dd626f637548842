import { Ban } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Says that somebody cannot sign in: a word and a shape. Of those who can, nothing needs saying. */
export function AccountState({ enabled }: { enabled: boolean }) {
  const t = useTranslations('desk.people')
  if (enabled) return null
  return (
    <span className="state">
      <Ban aria-hidden="true" />
      {t('disabled')}
    </span>
  )
}
