'use client'

import { useEffect } from 'react'

/** Asks before a page with unsaved changes is left, by a link or otherwise. */
export function useUnsaved(unsaved: boolean, question: string) {
  useEffect(() => {
    if (!unsaved) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const leaves = link && !link.hasAttribute('download') && !link.getAttribute('target')
      if (!leaves || event.ctrlKey || event.metaKey || window.confirm(question)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('beforeunload', onLeave)
    document.addEventListener('click', onClick, true)
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      document.removeEventListener('click', onClick, true)
    }
  }, [unsaved, question])
}
