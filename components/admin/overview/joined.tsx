import { getLocale, getTranslations } from 'next-intl/server'
import { BarChart, type ChartDay } from '@/components/admin/ui/bar-chart'
import { Section } from '@/components/admin/ui/section'
import { formatNumber } from '@/lib/numbers'

type Props = { days: ChartDay[]; thisWeek: number; lastWeek: number }

/** How many joined a day, this week and the week before. */
export async function Joined(props: Props) {
  const t = await getTranslations('desk.overview')
  const isEmpty = props.thisWeek + props.lastWeek === 0
  return (
    <div className="panel overview-joined">
      <Section title={t('joined')}>
        {isEmpty ? <p className="soft">{t('nobodyLately')}</p> : <Weeks {...props} />}
      </Section>
    </div>
  )
}

async function Weeks({ days, thisWeek, lastWeek }: Props) {
  const [t, locale] = await Promise.all([getTranslations('desk.overview'), getLocale()])
  const most = Math.max(...days.map(({ count }) => count))
  return (
    <>
      <p className="overview-total">
        <strong>
          {t('joinedThisWeek', { count: thisWeek, total: formatNumber(thisWeek, locale) })}
        </strong>
        <span className="soft">
          {t('joinedLastWeek', { count: lastWeek, total: formatNumber(lastWeek, locale) })}
        </span>
      </p>
      <BarChart
        days={days}
        current={7}
        head={t('joined')}
        label={t('chart', { thisWeek, lastWeek, most })}
      />
    </>
  )
}
