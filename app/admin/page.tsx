import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { AdminBar } from '@/components/admin-bar'
import { LinksTable } from '@/components/links-table'
import { PeopleTable } from '@/components/people-table'
import { SignupTokenForm } from '@/components/signup-token-form'
import { ADMIN_ROLE } from '@/lib/roles'
import { adminOverview } from '@/lib/server/admin-page'
import { requireViewer } from '@/lib/server/viewer'

export const metadata: Metadata = { title: 'Invite links' }

/** Make a link, copy it, see who came. */
export default async function AdminPage() {
  const viewer = await requireViewer('/admin')
  if (viewer.roleId !== ADMIN_ROLE) forbidden()
  const { links, people, messages } = await adminOverview()
  const suggestedName = `Invite ${links.length + 1}`
  return (
    <>
      <AdminBar email={viewer.email} />
      <main id="main" className="room room-wide">
        <h1>Invite links</h1>
        <SignupTokenForm suggestedName={suggestedName} messages={messages} />
        <LinksTable links={links} />
        <h2>Who came in</h2>
        <PeopleTable people={people} />
      </main>
    </>
  )
}
