'use client'

import { useState } from 'react'
import { useChange } from '@/components/admin/ui/use-change'
import { Dialog } from '@/components/ui/dialog'
import { useScripting } from '@/components/ui/scripting'
import { CreateLink, type CreateLinkFacts } from './create-link'
import { apiPath, EditLink } from './edit-link'
import type { LinkView } from './link-values'
import { RotateLink } from './rotate-link'
import { SharePanel } from './share-panel'

type Props = { link: LinkView; facts: CreateLinkFacts }

/** What can be done with one link. */
export function LinkActions({ link, facts }: Props) {
  const scripting = useScripting()
  const [sharing, setSharing] = useState(false)
  return (
    <>
      <button
        type="button"
        className="button button-primary"
        disabled={!scripting}
        onClick={() => setSharing(true)}
      >
        Share
      </button>
      <EditLink link={link} maxDays={facts.maxDays} />
      <Pause link={link} />
      <CreateLink facts={facts} like={link} label="Duplicate" />
      <RotateLink link={link} origin={facts.origin} />
      <Revoke link={link} />
      <Dialog open={sharing} title={`Share ${link.name}`} onClose={() => setSharing(false)}>
        <SharePanel link={link} origin={facts.origin} />
      </Dialog>
    </>
  )
}

function Pause({ link }: { link: LinkView }) {
  const { change, busy } = useChange()
  const scripting = useScripting()
  const running = link.enabled && !link.creatorLost
  const request = { method: 'PUT', url: apiPath(link) } as const
  const pause = { ...request, body: { enabled: false }, done: 'Link paused.' }
  const resume = { ...request, body: { enabled: true }, done: 'Link resumed.' }
  const [now, back] = running ? [pause, resume] : [resume, pause]
  return (
    <button
      type="button"
      className="button"
      disabled={busy || !scripting}
      // No If-Match: a switch says what is wanted, whatever else was changed meanwhile.
      onClick={() => void change({ ...now, undo: back })}
    >
      {running ? 'Pause' : 'Resume'}
    </button>
  )
}

function Revoke({ link }: { link: LinkView }) {
  const { change, busy } = useChange()
  const scripting = useScripting()
  const url = apiPath(link)
  const restore = {
    method: 'PUT',
    url,
    body: { revoked: false },
    done: 'Link restored.',
  } as const
  const revoke = { method: 'DELETE', url, done: 'Link revoked.' } as const
  return (
    <button
      type="button"
      className={`button ${link.revoked ? '' : 'button-danger'}`}
      disabled={busy || !scripting}
      onClick={() =>
        void change({
          ...(link.revoked ? restore : revoke),
          undo: link.revoked ? revoke : restore,
        })
      }
    >
      {link.revoked ? 'Restore' : 'Revoke'}
    </button>
  )
}
