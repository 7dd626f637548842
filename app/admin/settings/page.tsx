import type { Metadata } from 'next'
import { SettingsForm } from '@/components/admin/settings/settings-form'
import { Shell } from '@/components/admin/shell/shell'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { readSettings } from '@/lib/server/settings/settings'

export const metadata: Metadata = { title: 'Settings' }

/** What is true of the whole instance. */
export default async function SettingsPage() {
  const currentUser = await requireAdmin('/admin/settings')
  const { version, ...settings } = await readSettings()
  return (
    <Shell section="/admin/settings" title="Settings" currentUser={currentUser}>
      <SettingsForm settings={settings} version={version} />
    </Shell>
  )
}
