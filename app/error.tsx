'use client'

/** The last resort, in English alone: when this shows, even the translations may have failed. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <div className="room">
      <main id="main" className="stack">
        <h1>Something went wrong here</h1>
        <p>
          It is our fault, not yours. Try again; if it happens again, tell the person who runs this
          place.
        </p>
        <p>
          <button type="button" className="button" onClick={reset}>
            Try again
          </button>
        </p>
      </main>
    </div>
  )
}
