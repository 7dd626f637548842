'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useScripting } from '@/components/ui/scripting'
import type { Preferences } from './palette-entries'

/** Loaded when somebody is about to open it. */
const load = () => import('./palette-list')

const PaletteList = dynamic(async () => (await load()).PaletteList, {
  ssr: false,
  loading: () => <PaletteComing />,
})

/** As high as the field that takes its place. */
function PaletteComing() {
  return (
    <div className="palette-field palette-coming" aria-busy="true">
      <Search aria-hidden="true" />
    </div>
  )
}

/** One palette for all of its buttons. */
const handle = Dialog.createHandle()

/** Where Ctrl is called Cmd. */
function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}

/** The button of the palette. */
export function PaletteButton({ compact = false }: { compact?: boolean }) {
  const t = useTranslations('desk.palette')
  const scripting = useScripting()
  return (
    <Dialog.Trigger
      handle={handle}
      className={`button palette-button ${compact ? 'button-quiet button-icon' : ''}`}
      aria-label={t('label')}
      aria-keyshortcuts="Control+K Meta+K"
      disabled={!scripting}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      <Search aria-hidden="true" />
      {!compact && (
        <>
          {t('find')}
          <kbd>{scripting && isApple() ? '⌘ K' : 'Ctrl K'}</kbd>
        </>
      )}
    </Dialog.Trigger>
  )
}

function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const modified = isApple() ? metaKey : ctrlKey
  return modified && !altKey && !shiftKey && key.toLowerCase() === 'k'
}

function useShortcut() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return
      // A dialog that is open stays the one that is spoken to. Toasts and popovers have its role too.
      if (document.querySelector('.dialog:not(.palette)')) return
      event.preventDefault()
      if (handle.isOpen) handle.close()
      else handle.open(null)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** The way to everything: by its button, and by Ctrl-K or Cmd-K from anywhere in the admin area. */
export function Palette({ preferences, maxDays }: { preferences: Preferences; maxDays: number }) {
  const t = useTranslations('desk.palette')
  useShortcut()
  return (
    <Dialog.Root handle={handle}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette" aria-label={t('label')}>
          <PaletteList {...{ preferences, maxDays }} onClose={() => handle.close()} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
