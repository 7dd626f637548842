import type { ReactNode } from 'react'
import { Toasts } from '@/components/admin/shell/toasts'

/** Guards nothing: each page and handler asks for its own permission. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return <Toasts>{children}</Toasts>
}
