import type { ReactNode } from 'react'
import { Brand } from './brand'
import { instanceName } from './instance-name'
import { Preferences } from './preferences'

/** A public page: one column, one task. */
export async function Page({ children }: { children: ReactNode }) {
  return (
    <div className="page">
      <header>
        <Brand name={await instanceName()} />
      </header>
      <main id="main" className="stack">
        {children}
      </main>
      <Preferences />
    </div>
  )
}
