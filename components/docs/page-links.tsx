'use client'

import { useScripting } from '@/components/ui/scripting'
import { copiedTexts, useCopied } from './copy-code'

/** The page for programs: its address as Markdown, and a button that copies it. */
export function PageLinks({ markdown }: { markdown: string }) {
  const scripting = useScripting()
  const { copied, copy } = useCopied()
  return (
    <p className="row small docs-links">
      <a href={markdown}>View as Markdown</a>
      <button
        type="button"
        className="button button-quiet"
        hidden={!scripting}
        onClick={async ({ currentTarget: button }) => {
          const response = await fetch(markdown)
          await copy(await response.text(), button)
        }}
      >
        Copy page
      </button>
      <span role="status">{copiedTexts[copied]}</span>
    </p>
  )
}
