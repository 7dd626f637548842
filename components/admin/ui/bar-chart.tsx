import { scaleBand, scaleLinear } from 'd3-scale'
import { getLocale, getTranslations } from 'next-intl/server'
import { directionOf } from '@/i18n/locales'
import { formatInstant } from '@/lib/instants'
import { formatNumber } from '@/lib/numbers'

export type ChartDay = {
  /** A day in UTC, such as 2030-01-31. */
  day: string
  count: number
}

type Props = {
  days: ChartDay[]
  /** What the bars say, in a sentence: the text for whoever does not see them. */
  label: string
  /** What is counted, such as "Joined". */
  head: string
  /** How many of the latest days stand out; those before are paler. All, where nothing is said. */
  current?: number
}

const height = 160
/** Room for a number above the highest bar. */
const headroom = 20
/** With more bars than these there is no room for a number on each. */
const numbered = 14
const labels = 4

function spoken(day: string, locale: string): string {
  return formatInstant(new Date(`${day}T00:00:00Z`), { locale, style: 'day', zone: 'UTC' })
}

function short(day: string, locale: string): string {
  return formatInstant(new Date(`${day}T00:00:00Z`), { locale, style: 'axis', zone: 'UTC' })
}

/** Heights of an axis of whole numbers, from 0 to at least `most`, and to 4, so that one is not a tower. */
function axisOf(most: number) {
  const y = scaleLinear([0, Math.max(4, most)], [height, headroom]).nice(3)
  return { y, ticks: y.ticks(3).filter(Number.isInteger) }
}

/**
 * So many a day, as bars with an axis, and the same as a table. The server draws it: positions along the
 * page are percentages, so that bars grow with it and numbers do not.
 */
export async function BarChart({ days, label, head, current = days.length }: Props) {
  const locale = await getLocale()
  const isRtl = directionOf(locale) === 'rtl'
  const range: [number, number] = isRtl ? [100, 0] : [0, 100]
  const x = scaleBand(range)
    .domain(days.map(({ day }) => day))
    .paddingInner(0.3)
  const { y, ticks } = axisOf(Math.max(...days.map(({ count }) => count)))
  const step = Math.ceil(days.length / labels)
  return (
    <figure className="bar-chart">
      <div className="bar-chart-plot" role="img" aria-label={label}>
        <svg className="bar-chart-axis" height={height} aria-hidden="true">
          {ticks.map((tick) => (
            <text key={tick} x={isRtl ? '100%' : '0'} y={y(tick)} dy="0.35em">
              {formatNumber(tick, locale)}
            </text>
          ))}
        </svg>
        <svg className="bar-chart-bars" height={height + 24} aria-hidden="true">
          {ticks.map((tick) => (
            <line key={tick} x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          {days.map(({ day, count }, index) => (
            <Bar
              key={day}
              name={`${spoken(day, locale)}: ${count}`}
              left={x(day) ?? 0}
              width={x.bandwidth()}
              top={y(count)}
              count={days.length > numbered ? 0 : count}
              isPast={index < days.length - current}
              note={index % step === 0 ? short(day, locale) : ''}
              locale={locale}
            />
          ))}
        </svg>
      </div>
      <Numbers days={days} head={head} locale={locale} />
    </figure>
  )
}

type BarProps = {
  name: string
  left: number
  width: number
  top: number
  /** Shown above the bar, unless it is 0. */
  count: number
  isPast: boolean
  /** Shown below it. */
  note: string
  locale: string
}

function Bar({ locale, name, left, width, top, count, isPast, note }: BarProps) {
  const middle = `${left + width / 2}%`
  return (
    <g className={isPast ? 'bar bar-past' : 'bar'}>
      <title>{name}</title>
      {/* The pointer finds the day of a low bar too. */}
      <rect className="bar-day" x={`${left}%`} width={`${width}%`} y="0" height={height} />
      <rect x={`${left}%`} width={`${width}%`} y={top} height={height - top} rx="2" />
      {count > 0 && (
        <text x={middle} y={top - 5}>
          {formatNumber(count, locale)}
        </text>
      )}
      {note && (
        <text x={middle} y={height + 18}>
          {note}
        </text>
      )}
    </g>
  )
}

type NumbersProps = Pick<Props, 'days' | 'head'> & { locale: string }

/** The same for whoever wants the numbers, newest first. */
async function Numbers({ days, head, locale }: NumbersProps) {
  const t = await getTranslations('desk.chart')
  return (
    <details>
      <summary>{t('table')}</summary>
      <table className="numbers-table">
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{head}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, count }) => (
            <tr key={day}>
              <td>{spoken(day, locale)}</td>
              <td>{formatNumber(count, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
