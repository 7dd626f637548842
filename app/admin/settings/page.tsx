import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SettingsForm } from '@/components/admin/settings/settings-form'
import { Shell } from '@/components/admin/shell/shell'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { logoHref, readSettings } from '@/lib/server/settings/settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.settings')
  return { title: t('title') }
}

/** What is true of the whole instance. */
export default async function SettingsPage() {
  const currentUser = await requireAdmin('/admin/settings')
  const [t, { version, logo, ...settings }] = await Promise.all([
    getTranslations('desk.settings'),
    readSettings(),
  ])
  return (
    <Shell section="/admin/settings" title={t('title')} currentUser={currentUser} narrow>
      <SettingsForm settings={settings} version={version} logo={logoHref(logo)} />
    </Shell>
  )
}
