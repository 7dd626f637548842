import { roles } from '@/lib/roles'
import { Instant } from '../ui/instant'

type Person = { id: number; name: string; email: string; roleId: number; createdAt: Date }

/** Who came in, newest first. */
export function PeopleTable({ people }: { people: Person[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Email</th>
          <th scope="col">Role</th>
          <th scope="col">Joined</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td>
              <strong>{person.name}</strong>
            </td>
            <td data-label="Email">{person.email}</td>
            <td data-label="Role">{roles.find(({ id }) => id === person.roleId)?.name}</td>
            <td data-label="Joined">
              <Instant iso={person.createdAt.toISOString()} locale="en" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
