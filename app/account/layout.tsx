import type { ReactNode } from 'react'
import { Desk } from '@/components/admin/shell/desk'
import { ADMIN_ROLE } from '@/lib/roles'
import { findCurrentUser } from '@/lib/server/pages/current-user'
import { getEnv } from '@/lib/server/runtime/env'
import '@/app/styles/desk.css'
import '@/app/styles/account.css'

/** Guards nothing: each page asks who is signed in. Administrators keep what the admin area stands in. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const currentUser = await findCurrentUser()
  if (currentUser?.roleId !== ADMIN_ROLE) return children
  return <Desk maxDays={getEnv().inviteMaxLifetimeDays}>{children}</Desk>
}
