import type { Metadata } from 'next'
import { SettingsForm } from '@/components/admin/settings-form'
import { Shell } from '@/components/admin/shell'
import { readSettings } from '@/lib/server/settings'
import { requireAdmin } from '@/lib/server/viewer'

export const metadata: Metadata = { title: 'Settings' }

/** What is true of the whole instance. */
export default async function SettingsPage() {
  const viewer = await requireAdmin('/admin/settings')
  const { version, ...settings } = await readSettings()
  return (
    <Shell room="/admin/settings" title="Settings" viewer={viewer}>
      <SettingsForm settings={settings} version={version} />
    </Shell>
  )
}
