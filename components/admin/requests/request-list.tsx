'use client'

import { useState } from 'react'
import { apiPath } from '@/components/admin/links/edit-link'
import { useChange } from '@/components/admin/ui/use-change'
import { Dialog } from '@/components/ui/dialog'
import { useScripting } from '@/components/ui/scripting'

type Props = { link: { url: string }; requests: { id: number; email: string }[] }

/** The latest invite requests of a link, each with the way to delete it, and all at once. */
export function RequestList({ link, requests }: Props) {
  const { change, busy } = useChange()
  const scripting = useScripting()
  const [asking, setAsking] = useState(false)
  const url = `${apiPath(link)}/requests`
  async function deleteAll() {
    await change({ method: 'DELETE', url, done: 'Invite requests deleted.' })
    setAsking(false)
  }
  return (
    <>
      <ul className="list">
        {requests.map(({ id, email }) => (
          <li key={id} className="row row-spread">
            <a className="link-like" href={`mailto:${encodeURIComponent(email)}`}>
              {email}
            </a>
            <button
              type="button"
              className="button button-quiet"
              aria-label={`Delete the invite request from ${email}`}
              disabled={busy || !scripting}
              onClick={() =>
                void change({
                  method: 'DELETE',
                  url: `${url}/${id}`,
                  done: 'Invite request deleted.',
                })
              }
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={busy || !scripting}
          onClick={() => setAsking(true)}
        >
          Delete all
        </button>
      </div>
      <Dialog open={asking} title="Delete all invite requests?" onClose={() => setAsking(false)}>
        <p>This deletes every invite request for this link. It cannot be undone.</p>
        <button
          type="button"
          className="button button-danger button-wide"
          disabled={busy}
          onClick={() => void deleteAll()}
        >
          Delete all
        </button>
      </Dialog>
    </>
  )
}
