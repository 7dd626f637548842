'use client'

import { createContext, type ReactNode, useContext } from 'react'

type Texts = Record<'title' | 'text' | 'retry', string>

const FailedTexts = createContext<Texts | null>(null)

/**
 * Hands the page of a fault its sentences: when it shows, nothing can be asked of the server any more.
 * It is here, for app/layout.tsx, since one module is one file less to fetch on every page.
 */
export function WithFailedTexts({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <FailedTexts value={texts}>{children}</FailedTexts>
}

/** Shown when rendering a page fails. */
export default function ErrorPage({ retry }: { retry: () => void }) {
  const texts = useContext(FailedTexts)
  if (!texts) return null
  return (
    <div className="page">
      <main id="main" className="stack">
        <h1>{texts.title}</h1>
        <p>{texts.text}</p>
        <p>
          <button type="button" className="button" onClick={() => retry()}>
            {texts.retry}
          </button>
        </p>
      </main>
    </div>
  )
}
