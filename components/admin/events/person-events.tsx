import { Instant } from '@/components/ui/instant'
import { eventTypeNames } from '@/lib/event-sentence'

type Event = { id: number; type: string; createdAt: string; createdBy: string }

/** What a person did, and what was done to them, newest first. */
export function PersonEvents({ id, events }: { id: number; events: Event[] }) {
  return (
    <section className="card stack" aria-labelledby="events">
      <div className="row row-spread">
        <h2 id="events">Activity</h2>
        {events.length > 0 && <a href={`/admin/events?person=${id}`}>All events</a>}
      </div>
      {events.length === 0 ? (
        <p className="soft">No activity yet.</p>
      ) : (
        <ul className="list">
          {events.map(({ id: event, type, createdAt, createdBy }) => (
            <li key={event} className="who">
              <span>{eventTypeNames[type] ?? type}</span>
              <span className="soft small">
                <Instant iso={createdAt} /> by {createdBy}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
