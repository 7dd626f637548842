'use client'

import { useEffect, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { PaletteList } from './palette-list'

/** Where Ctrl is called Cmd. */
function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}

/** The way to everything: a button, and Ctrl-K or Cmd-K from anywhere in the admin area. */
export function Palette() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const modified = isApple() ? event.metaKey : event.ctrlKey
      if (!modified || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
      // A dialog that is open stays the one that is spoken to.
      if (document.querySelector('dialog[open]:not(.palette dialog)')) return
      event.preventDefault()
      setOpen((shown) => !shown)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <div className="palette">
      <button
        type="button"
        className="button palette-button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        Go to<kbd>Ctrl K</kbd>
      </button>
      <Dialog open={open} title="Go to" onClose={() => setOpen(false)}>
        <PaletteList />
      </Dialog>
    </div>
  )
}
