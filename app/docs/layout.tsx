import { connection } from 'next/server'
import type { ReactNode } from 'react'
import '@/app/styles/docs.css'

export default async function DocsLayout({ children }: { children: ReactNode }) {
  // The build has no environment, and the pages name the address of this instance.
  await connection()
  return children
}
