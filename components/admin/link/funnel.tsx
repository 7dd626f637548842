import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { Meter } from '@/components/admin/ui/meter'
import type { RefusalReason } from '@/lib/link-counts'
import { formatNumber } from '@/lib/numbers'

type Counts = {
  opened: number
  started: number
  joined: number
  refused: { reason: RefusalReason; count: number }[]
}

/** How many opened a link's page, how many of them began to fill it in, and how many joined. */
export async function Funnel({ counts }: { counts: Counts }) {
  const [t, locale] = await Promise.all([getTranslations('desk.link'), getLocale()])
  const { opened, started, joined } = counts
  // Programs join without opening a page, and old openings were not counted.
  const isPartial = opened < joined
  const steps = [
    ...(isPartial
      ? []
      : [
          { name: t('stepOpened'), count: opened },
          { name: t('stepStarted'), count: started },
        ]),
    { name: t('stepJoined'), count: joined },
  ]
  const most = Math.max(...steps.map(({ count }) => count))
  return (
    <>
      <ol className="funnel">
        {steps.map(({ name, count }, index) => (
          <li key={name}>
            <span>{name}</span>
            <Share count={count} of={index === 0 || count < joined ? 0 : opened} />
            <strong className="numbers">{formatNumber(count, locale)}</strong>
            <Meter value={count} max={most} />
          </li>
        ))}
      </ol>
      {isPartial && <p className="note-line">{t('stepsPartly')}</p>}
      <Refused refused={counts.refused} />
    </>
  )
}

/** Nothing where it makes no sense. */
async function Share({ count, of }: { count: number; of: number }) {
  const format = await getFormatter()
  if (of === 0 || count > of) return <span />
  return (
    <span className="note-line numbers">
      {format.number(count / of, { style: 'percent', numberingSystem: 'latn' })}
    </span>
  )
}

async function Refused({ refused }: Pick<Counts, 'refused'>) {
  const [t, format, locale] = await Promise.all([
    getTranslations('desk.link'),
    getFormatter(),
    getLocale(),
  ])
  if (refused.length === 0) return null
  const reasons = refused.map(({ reason, count }) =>
    t(`refusals.${reason}`, { count: formatNumber(count, locale) }),
  )
  const count = refused.reduce((sum, one) => sum + one.count, 0)
  return <p className="note-line">{t('refused', { count, reasons: format.list(reasons) })}</p>
}
