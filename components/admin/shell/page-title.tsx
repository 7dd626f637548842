'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** The page that was shown last, while this window has not been loaded anew. */
let shown: string | undefined

/**
 * The title of a page. Whoever comes from another page without loading anew begins at it, as what had the focus
 * is gone; a browser does so by itself only with a page that it loads.
 */
export function PageTitle({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const { pathname } = window.location
    const isNext = shown !== undefined && shown !== pathname
    shown = pathname
    if (isNext && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <h1 ref={heading} dir="auto" tabIndex={-1}>
      {children}
    </h1>
  )
}
