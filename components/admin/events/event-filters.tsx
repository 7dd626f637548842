import { Choice } from '@/components/admin/ui/list-tools'
import { eventTypeChoices } from '@/lib/event-sentence'

type Props = { search: Record<'type' | 'person' | 'link' | 'from' | 'until', string> }

const fields = [
  { name: 'person', label: 'Person (email)', type: 'text' },
  { name: 'link', label: 'Link (address)', type: 'text' },
  { name: 'from', label: 'From (day, UTC)', type: 'date' },
  { name: 'until', label: 'Until (day, UTC)', type: 'date' },
] as const

/** Which events: a plain form, so that a filter is an address. */
export function EventFilters({ search }: Props) {
  return (
    <search>
      <form method="get" action="/admin/events" className="event-filters">
        <Choice
          name="type"
          label="Event"
          value={search.type}
          choices={[['', 'All'], ...eventTypeChoices]}
        />
        {fields.map(({ name, label, type }) => (
          <div key={name} className="field">
            <label htmlFor={`filter-${name}`}>{label}</label>
            <input
              id={`filter-${name}`}
              name={name}
              type={type}
              className="input"
              defaultValue={search[name]}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
        ))}
        <div className="row">
          <button type="submit" className="button button-primary">
            Filter
          </button>
          <a href="/admin/events" className="small">
            Clear
          </a>
        </div>
      </form>
    </search>
  )
}
