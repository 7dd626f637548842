import { Brand } from './ui/brand'

/** The head of every admin page. */
export function AdminBar({ email }: { email: string }) {
  return (
    <header className="bar">
      <div className="row row-spread">
        <Brand name="Foyer" href="/admin" />
        <div className="row">
          <a className="soft small" href="/account">
            {email}
          </a>
          <form method="post" action="/logout">
            <button type="submit" className="button button-quiet">
              Sign out
            </button>
          </form>
        </div>
      </div>
    </header>
  )
}
