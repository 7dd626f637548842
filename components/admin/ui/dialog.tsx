'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'

type Props = {
  open: boolean
  title: string
  onClose: () => void
  /** Called once it is out of sight. */
  onClosed?: () => void
  children: ReactNode
}

/** The foot of a dialog: the way out, and beside it what the dialog is for. */
export function DialogActions({ children }: { children: ReactNode }) {
  const t = useTranslations('desk.ui')
  return (
    <div className="dialog-actions">
      <Base.Close className="button">{t('cancel')}</Base.Close>
      {children}
    </div>
  )
}

const fields =
  'input:not([type="hidden"], [type="checkbox"], [type="radio"]:not(:checked)), select, textarea'

/**
 * A modal dialog. The focus goes to its first field, with the text in it selected, and without one to the
 * dialog itself, never to Close; at the end it goes back to where it was. Escape closes it.
 */
export function Dialog({ open, title, onClose, onClosed, children }: Props) {
  const t = useTranslations('desk.ui')
  const popup = useRef<HTMLDivElement>(null)
  const firstField = () => {
    const field = popup.current?.querySelector<HTMLElement>(fields)
    if (field instanceof HTMLInputElement) field.select()
    return field ?? popup.current
  }
  return (
    <Base.Root
      open={open}
      onOpenChange={(shown) => !shown && onClose()}
      onOpenChangeComplete={(shown) => !shown && onClosed?.()}
    >
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup ref={popup} className="dialog" initialFocus={firstField}>
          <div className="dialog-body">
            {/* It changes where the dialog goes on to a result, which is said. */}
            <Base.Title className="dialog-title" aria-live="polite">
              {title}
            </Base.Title>
            {children}
          </div>
          {/* Last, so that whoever tabs meets the content first. */}
          <Base.Close
            className="button button-quiet button-icon dialog-close"
            aria-label={t('close')}
          >
            <X aria-hidden="true" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
