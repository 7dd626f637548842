import { ForbiddenNotice } from '@/components/ui/forbidden-notice'

/** Where a page of the admin area refuses by itself; as a rule proxy.ts has refused before. */
export default function ForbiddenPage() {
  return <ForbiddenNotice />
}
