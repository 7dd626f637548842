'use client'

import { useFailedTexts } from '@/components/ui/failed-texts'

/** A fault of ours while a page was made. */
export default function ErrorPage({ retry }: { retry: () => void }) {
  const texts = useFailedTexts()
  if (!texts) return null
  return (
    <div className="room">
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
