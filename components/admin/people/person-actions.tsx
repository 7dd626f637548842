'use client'

import { Ban, ChevronDown, KeyRound, LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Menu } from '@/components/admin/ui/menu'
import { useScripting } from '@/components/ui/scripting'
import { ResetDialog } from './reset-dialog'
import { type ActedOn, type Reset, usePersonActions } from './use-person-actions'

type Props = {
  person: ActedOn & { enabled: boolean; isLastAdmin: boolean }
  isSelf: boolean
}

/** What can be done with an account. */
export function PersonActions({ person, isSelf }: Props) {
  const t = useTranslations('desk.people')
  const { enable, disable, signOut, createReset, busy } = usePersonActions(person)
  const [reset, setReset] = useState<Reset | null>(null)
  const scripting = useScripting()
  const item = (label: string, icon: React.ReactNode, act: () => Promise<unknown>) => ({
    label,
    icon,
    onSelect: () => void act(),
  })
  if (!person.enabled) {
    return (
      <button
        type="button"
        className="button button-primary"
        disabled={!scripting}
        aria-busy={busy}
        onClick={() => void enable()}
      >
        {t('enable')}
      </button>
    )
  }
  const off = { ...item(t('disable'), <Ban aria-hidden="true" />, disable), danger: true }
  const show = async () => setReset(await createReset())
  return (
    <>
      <Menu
        label={t('actions')}
        groups={[
          [
            item(t('createReset'), <KeyRound aria-hidden="true" />, show),
            ...(isSelf ? [] : [item(t('signOut'), <LogOut aria-hidden="true" />, signOut)]),
          ],
          isSelf || person.isLastAdmin ? [] : [off],
        ]}
      >
        {t('actions')}
        <ChevronDown aria-hidden="true" />
      </Menu>
      <ResetDialog reset={reset} onClose={() => setReset(null)} />
    </>
  )
}

/** A button that creates a password reset link and shows it once. */
export function CreateReset({ person }: { person: ActedOn }) {
  const t = useTranslations('desk.people')
  const scripting = useScripting()
  const { createReset, busy } = usePersonActions(person)
  const [reset, setReset] = useState<Reset | null>(null)
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={!scripting}
        aria-busy={busy}
        onClick={async () => setReset(await createReset())}
      >
        {t('createReset')}
      </button>
      <ResetDialog reset={reset} onClose={() => setReset(null)} />
    </>
  )
}
