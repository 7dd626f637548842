'use client'

import { useState } from 'react'
import { useChange } from '@/components/admin/ui/use-change'
import { Dialog } from '@/components/ui/dialog'
import { useScripting } from '@/components/ui/scripting'
import { apiPath } from './edit-link'
import type { LinkView } from './link-values'
import { SharePanel } from './share-panel'

/** Gives a link a new address: says first what stops working, then shows the new one. */
export function RotateLink({ link, origin }: { link: LinkView; origin: string }) {
  const { change, busy } = useChange()
  const scripting = useScripting()
  const [open, setOpen] = useState(false)
  const [address, setAddress] = useState<string | null>(null)
  async function rotate() {
    const outcome = await change<{ url: string }>({
      method: 'POST',
      url: `${apiPath(link)}/rotate`,
      done: 'Address replaced. The old one no longer works.',
      ifMatch: `"${link.version}"`,
    })
    if (outcome.status === 'done') setAddress(outcome.value.url)
    else setOpen(false)
  }
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={!scripting}
        onClick={() => {
          setAddress(null)
          setOpen(true)
        }}
      >
        Replace address
      </button>
      <Dialog
        open={open}
        title={address ? 'New address' : 'Replace the address of this link?'}
        onClose={() => setOpen(false)}
      >
        {address ? (
          <SharePanel link={{ ...link, url: address }} origin={origin} />
        ) : (
          <>
            <p>
              The current address stops working immediately: in emails and chats, on printed sheets
              and in QR codes. This cannot be undone.
            </p>
            <p>Name, settings, history and everyone who joined stay.</p>
            <button
              type="button"
              className="button button-danger button-wide"
              disabled={busy}
              onClick={() => void rotate()}
            >
              Replace address
            </button>
          </>
        )}
      </Dialog>
    </>
  )
}
