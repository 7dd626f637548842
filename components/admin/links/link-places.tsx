import { useTranslations } from 'next-intl'
import { Meter } from '@/components/admin/ui/meter'
import type { LinkView } from './link-values'

type Props = { link: Pick<LinkView, 'useCount' | 'maxUses'> }

/** How many places are taken, as text and as a thin bar; without a limit how many have joined. */
export function LinkPlaces({ link: { useCount, maxUses } }: Props) {
  const t = useTranslations('desk.links')
  if (maxUses === null) return <span>{t('joined', { count: useCount })}</span>
  return (
    <span className="places">
      {t('placesOf', { taken: useCount, places: maxUses })}
      <Meter value={useCount} max={maxUses} />
    </span>
  )
}
