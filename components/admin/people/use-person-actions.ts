'use client'

import { useTranslations } from 'next-intl'
import { useChange } from '@/components/admin/ui/use-change'

export type ActedOn = { id: number; name: string; version: number }

/** A password reset link, which is shown once. */
export type Reset = { name: string; url: string; expiresAt: string }

/** What administrators do with a person's account, wherever they stand. */
export function usePersonActions({ id, name, version }: ActedOn) {
  const t = useTranslations('desk.people')
  const { change, busy } = useChange()
  const url = `/api/admin/user-admin/${id}`
  const put = { method: 'PUT', url } as const
  const enabling = { ...put, body: { enabled: true }, done: t('enabledToast', { name }) }
  const disabling = { ...put, body: { enabled: false }, done: t('disabledToast', { name }) }
  const ifMatch = `"${version}"`

  async function createReset(): Promise<Reset | null> {
    const created = await change<Omit<Reset, 'name'>>({
      method: 'POST',
      url: `${url}/password-reset`,
      done: t('resetToast'),
    })
    return created.status === 'done' ? { ...created.value, name } : null
  }

  return {
    busy,
    enable: () => change({ ...enabling, undo: disabling, ifMatch }),
    disable: () => change({ ...disabling, undo: enabling, ifMatch }),
    signOut: () =>
      change({ method: 'DELETE', url: `${url}/sessions`, done: t('signedOutToast', { name }) }),
    createReset,
  }
}
