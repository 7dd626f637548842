'use client'

import { createContext, type ReactNode, useContext } from 'react'

type Texts = Record<'title' | 'text' | 'retry', string>

const FailedTexts = createContext<Texts | null>(null)

/** Hands app/error.tsx its sentences: when it shows, nothing can be asked of the server any more. */
export function WithFailedTexts({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <FailedTexts value={texts}>{children}</FailedTexts>
}

export function useFailedTexts(): Texts | null {
  return useContext(FailedTexts)
}
