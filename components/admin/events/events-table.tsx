import { Instant } from '@/components/ui/instant'
import { detailsOf, type EventPart, sentenceOf } from '@/lib/event-sentence'
import type { EventResponse } from '@/lib/schemas/responses'

/** What happened, newest first: one sentence each, what changed, and from where. */
export function EventsTable({ events }: { events: EventResponse[] }) {
  return (
    <table className="table events">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Event</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td data-label="When">
              <Instant iso={event.createdAt} style="short" />
            </td>
            <td>
              <div>
                <Sentence event={event} />
                <Details data={event.data} />
              </div>
            </td>
            <td data-label="From">
              <Origin event={event} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sentence({ event }: { event: EventResponse }) {
  return (
    <p>
      {sentenceOf(event.type).map((part) => (
        <Part key={'ref' in part ? part.ref : part.text} part={part} event={event} />
      ))}
    </p>
  )
}

function Part({ part, event }: { part: EventPart; event: EventResponse }) {
  if ('text' in part) return part.text
  const { createdBy, createdByUserId, user, token } = event
  if (part.ref === 'link') {
    return token ? <a href={`/admin/links/${token.id}`}>{token.name || token.id}</a> : 'a link'
  }
  if (part.ref === 'actor' || !user) return <Person id={createdByUserId} name={createdBy} />
  return <Person id={user.id} name={user.email ?? 'somebody'} />
}

/** A person who is gone has no page any more; a program or the app itself never had one. */
function Person({ id, name }: { id: number | null; name: string }) {
  const isGone = id === null || name === `deleted person ${id}`
  return isGone ? <strong>{name}</strong> : <a href={`/admin/people/${id}`}>{name}</a>
}

function Details({ data }: { data: unknown }) {
  const details = detailsOf(data)
  if (details.length === 0) return null
  return (
    <ul className="soft small details">
      {details.map((detail) => (
        <li key={detail}>{detail}</li>
      ))}
    </ul>
  )
}

function Origin({ event: { address, userAgent } }: { event: EventResponse }) {
  if (!address && !userAgent) return <span className="soft">–</span>
  return (
    <div className="origin">
      <p>{address}</p>
      {userAgent && (
        <p className="soft small agent" title={userAgent}>
          {userAgent}
        </p>
      )}
    </div>
  )
}
