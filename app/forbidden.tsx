import { Room } from '@/components/ui/room'

export default function ForbiddenPage() {
  return (
    <Room>
      <h1>This page is for administrators</h1>
      <p>You are signed in, but your role does not open this page. Ask an administrator for it.</p>
      <p>
        <a className="button" href="/account">
          Go to your account
        </a>
      </p>
    </Room>
  )
}
