'use client'

import { useScripting } from '@/components/ui/scripting'

/** Opens the browser's own dialog for printing. */
export function PrintButton() {
  return (
    <button
      type="button"
      className="button button-primary"
      disabled={!useScripting()}
      onClick={() => window.print()}
    >
      Print
    </button>
  )
}
