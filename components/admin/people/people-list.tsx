import { Instant } from '@/components/ui/instant'

type Person = {
  id: number
  name: string
  email: string
  role: string
  enabled: boolean
  joinedAt: Date
  seenAt: Date | null
  link: { id: string; name: string } | null
}

/** Whether somebody can sign in: a word and a shape. */
export function AccountState({ enabled }: { enabled: boolean }) {
  return enabled ? (
    <span className="state state-open">● Enabled</span>
  ) : (
    <span className="state state-revoked">✕ Disabled</span>
  )
}

/** People, newest first. Below 640 px each row is a card. */
export function PeopleList({ people }: { people: Person[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Role</th>
          <th scope="col">Joined</th>
          <th scope="col">Last seen</th>
          <th scope="col">Account</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, name, email, role, enabled, joinedAt, seenAt, link }) => (
          <tr key={id}>
            <td>
              <div className="who">
                <a href={`/admin/people/${id}`}>{name}</a>
                <span className="soft small">{email}</span>
              </div>
            </td>
            <td data-label="Role">{role}</td>
            <td data-label="Joined">
              <div className="who">
                <Instant iso={joinedAt.toISOString()} style="day" />
                {link && <span className="soft small">through {link.name}</span>}
              </div>
            </td>
            <td data-label="Last seen" className="nowrap">
              {seenAt ? (
                <Instant iso={seenAt.toISOString()} style="day" />
              ) : (
                <span className="soft">Not since joining</span>
              )}
            </td>
            <td data-label="Account">
              <AccountState enabled={enabled} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
