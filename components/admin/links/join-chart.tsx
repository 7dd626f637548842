import { formatInstant } from '@/lib/instants'

type Day = { day: string; count: number }

const height = 96
const slot = 20

function spoken(day: string): string {
  return formatInstant(new Date(`${day}T00:00:00Z`), { style: 'day', zone: 'UTC' })
}

/** Joins a day as bars, and the same as a table for whoever wants the numbers. */
export function JoinChart({ days }: { days: Day[] }) {
  const most = Math.max(1, ...days.map(({ count }) => count))
  const total = days.reduce((sum, { count }) => sum + count, 0)
  const width = days.length * slot
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? '']
  const text = `${total} joined from ${spoken(first)} to ${spoken(last)}, at most ${most} a day`
  if (total === 0) return <p className="soft">Nobody has joined in the last {days.length} days.</p>
  return (
    <figure className="stack-tight">
      <svg
        className="chart"
        preserveAspectRatio="none"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={text}
      >
        {days.map(({ day, count }, index) => {
          const bar = count === 0 ? 1 : Math.max(4, (count / most) * height)
          return (
            <rect
              key={day}
              className={count === 0 ? 'chart-none' : undefined}
              x={index * slot + 2}
              y={height - bar}
              width={slot - 4}
              height={bar}
              rx="2"
            >
              <title>{`${spoken(day)}: ${count}`}</title>
            </rect>
          )
        })}
      </svg>
      <figcaption className="small soft">{text}.</figcaption>
      <details>
        <summary>Show as table</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col">Joined</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ count }) => count > 0)
              .map(({ day, count }) => (
                <tr key={day}>
                  <td>{spoken(day)}</td>
                  <td data-label="Joined" className="numbers">
                    {count}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
