'use client'

import { useEffect } from 'react'

/** Brings the page that is read into view in a long menu. */
export function CurrentItem() {
  useEffect(() => {
    const item = document.querySelector('.docs-side [aria-current]')
    item?.scrollIntoView({ block: 'nearest' })
  }, [])
  return null
}
