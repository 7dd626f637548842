import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Desk } from '@/components/admin/shell/desk'
import { getEnv } from '@/lib/server/runtime/env'
import '@/app/styles/desk.css'

/** Guards nothing: each page and handler asks for its own permission. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  // The build has no environment.
  await connection()
  return <Desk maxDays={getEnv().inviteMaxLifetimeDays}>{children}</Desk>
}
