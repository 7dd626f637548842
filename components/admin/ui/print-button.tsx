'use client'

import type { ReactNode } from 'react'
import { useScripting } from '@/components/ui/scripting'

/** Opens the browser's own dialog for printing. */
export function PrintButton({ children }: { children: ReactNode }) {
  return (
    <button
      type="button"
      className="button button-primary"
      disabled={!useScripting()}
      onClick={() => window.print()}
    >
      {children}
    </button>
  )
}
