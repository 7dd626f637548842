import { getLocale, getTranslations } from 'next-intl/server'
import { BarChart } from '@/components/admin/ui/bar-chart'
import { formatInstant } from '@/lib/instants'

type Props = { days: { day: string; count: number }[] }

/** How many joined through a link per day, or a sentence where nobody did. */
export async function Joins({ days }: Props) {
  const [t, locale] = await Promise.all([getTranslations('desk.link'), getLocale()])
  const total = days.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return <p className="soft">{t('noneLately', { days: days.length })}</p>
  const dayOf = (day = '') =>
    formatInstant(new Date(`${day}T00:00:00Z`), { locale, style: 'day', zone: 'UTC' })
  const most = Math.max(...days.map(({ count }) => count))
  const [first, last] = [dayOf(days[0]?.day), dayOf(days.at(-1)?.day)]
  return (
    <BarChart days={days} label={t('chart', { total, most, first, last })} head={t('joined')} />
  )
}
