import { Moment } from '@/components/admin/ui/moment'

type Member = {
  useId: number
  userId: number | null
  name: string | null
  email: string | null
  joinedAt: Date
}

/** Who joined through one link, newest first. */
export function Members({ members, now }: { members: Member[]; now: string }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Email</th>
          <th scope="col">Joined</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ useId, userId, name, email, joinedAt }) => (
          <tr key={useId}>
            <td className="cell-name">
              {userId === null ? (
                <span className="soft">Account deleted; the place stays taken</span>
              ) : (
                <a href={`/admin/people/${userId}`}>{name}</a>
              )}
            </td>
            <td data-label="Email">{email}</td>
            <td data-label="Joined">
              <Moment iso={joinedAt.toISOString()} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
