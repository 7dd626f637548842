import type { InviteState } from '@/lib/invite-state'
import { mailtoUrl } from '@/lib/mailto'
import { CopyLink } from './copy-link'
import { Instant } from './ui/instant'

type Link = {
  id: string
  name: string
  url: string
  state: InviteState
  role: string
  useCount: number
  maxUses: number | null
  expiresAt: Date
  maker: string
  /** Email addresses of people who asked for a new invite at this link. */
  requests: string[]
}

const words: Record<InviteState, string> = {
  open: '● Open',
  scheduled: '◷ Not open yet',
  paused: '❚❚ Paused',
  expired: '○ Ended',
  full: '■ Full',
  revoked: '✕ Withdrawn',
}

function places({ useCount, maxUses }: Link): string {
  return maxUses === null
    ? `${useCount} joined, no limit`
    : `${useCount} of ${maxUses} places taken`
}

/** Invite links, newest first. Below 640 px each row is a card. */
export function LinksTable({ links }: { links: Link[] }) {
  if (links.length === 0) {
    return (
      <div className="card empty">
        <p>Your invite links will be here. Make the first one above: a name is enough.</p>
      </div>
    )
  }
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Link</th>
          <th scope="col">State</th>
          <th scope="col">Role</th>
          <th scope="col">Places</th>
          <th scope="col">Ends</th>
          <th scope="col">Address</th>
        </tr>
      </thead>
      <tbody>
        {links.map((link) => (
          <tr key={link.id}>
            <td>
              <div>
                <strong>{link.name}</strong>
                <p className="soft small">by {link.maker}</p>
                {link.requests.length > 0 && <Requests emails={link.requests} />}
              </div>
            </td>
            <td data-label="State">
              <span className={`state state-${link.state}`}>{words[link.state]}</span>
            </td>
            <td data-label="Role">{link.role}</td>
            <td data-label="Places" className="numbers">
              {places(link)}
            </td>
            <td data-label="Ends">
              <Instant iso={link.expiresAt.toISOString()} locale="en" />
            </td>
            <td>
              <CopyLink name={link.name} url={link.url} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Requests({ emails }: { emails: string[] }) {
  return (
    <details className="small">
      <summary>{emails.length === 1 ? '1 asks' : `${emails.length} ask`} for a new invite</summary>
      <ul className="list">
        {emails.map((email) => (
          <li key={email}>
            <a href={mailtoUrl(email)}>{email}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}
