import type { Metadata } from 'next'
import { LinksTable } from '@/components/admin/links-table'
import { PeopleTable } from '@/components/admin/people-table'
import { Shell } from '@/components/admin/shell'
import { SignupTokenForm } from '@/components/admin/signup-token-form'
import { adminOverview } from '@/lib/server/admin-page'
import { requireAdmin } from '@/lib/server/viewer'

export const metadata: Metadata = { title: 'Invite links' }

/** Make a link, copy it, see who came. */
export default async function AdminPage() {
  const viewer = await requireAdmin('/admin')
  const { links, people, messages } = await adminOverview()
  const suggestedName = `Invite ${links.length + 1}`
  return (
    <Shell room="/admin" title="Invite links" viewer={viewer}>
      <SignupTokenForm suggestedName={suggestedName} messages={messages} />
      <LinksTable links={links} />
      <h2>Who came in</h2>
      <PeopleTable people={people} />
    </Shell>
  )
}
