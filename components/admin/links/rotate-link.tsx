'use client'

import { useState } from 'react'
import { useChange } from '@/components/admin/ui/use-change'
import { Dialog } from '@/components/ui/dialog'
import { useScripting } from '@/components/ui/scripting'
import { apiPath } from './edit-link'
import type { LinkView } from './link-values'
import { SharePanel } from './share-panel'

/** Gives a link a new address: says first what will die, then shows the new one. */
export function RotateLink({ link, origin }: { link: LinkView; origin: string }) {
  const { change, busy } = useChange()
  const scripting = useScripting()
  const [open, setOpen] = useState(false)
  const [address, setAddress] = useState<string | null>(null)
  async function rotate() {
    const outcome = await change<{ url: string }>({
      method: 'POST',
      url: `${apiPath(link)}/rotate`,
      done: 'The link has a new address. The old one is dead.',
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
        New address
      </button>
      <Dialog
        open={open}
        title={address ? 'The new address' : 'Give this link a new address'}
        onClose={() => setOpen(false)}
      >
        {address ? (
          <SharePanel link={{ ...link, url: address }} origin={origin} />
        ) : (
          <>
            <p>
              The present address stops working at once: in mails and chats, on printed sheets, and
              in QR codes. This cannot be undone.
            </p>
            <p>
              Name, settings and history stay. So {link.useCount === 1 ? 'does' : 'do'}{' '}
              {link.useCount === 1 ? 'the one person' : `the ${link.useCount} people`} who joined.
            </p>
            <button
              type="button"
              className="button button-danger button-wide"
              disabled={busy}
              onClick={() => void rotate()}
            >
              Make the new address
            </button>
          </>
        )}
      </Dialog>
    </>
  )
}
