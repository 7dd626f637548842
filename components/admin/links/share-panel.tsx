'use client'

import { useEffect, useRef } from 'react'
import { CopyButton } from '@/components/admin/ui/copy-button'
import { CopyLink } from '@/components/admin/ui/copy-link'
import { formatInstant } from '@/lib/instants'
import { curlCommand, isLocalAddress, mailto } from '@/lib/share'

export type Shared = {
  id: string
  name: string
  url: string
  role: string
  expiresAt: string
  startsAt: string | null
  maxUses: number | null
}

/** Every way to share a link. */
export function SharePanel({ link, origin }: { link: Shared; origin: string }) {
  const { id, name, url, role, expiresAt } = link
  const panel = useRef<HTMLDivElement>(null)
  // What was a form is the address now: whoever reads by ear or by keyboard is taken there.
  useEffect(() => panel.current?.querySelector('input')?.focus(), [])
  const ends = formatInstant(new Date(expiresAt))
  const canShare = typeof navigator.share === 'function'
  return (
    <div ref={panel} className="stack">
      {isLocalAddress(url) && (
        <p className="note note-warn">
          This link works on this machine only. Set PUBLIC_URL to the address others use to reach
          Foyer, then restart Foyer.
        </p>
      )}
      <CopyLink name={name} url={url} />
      <p className="small soft">
        {name}: people join as {role}, until {ends}.
      </p>
      <div className="row">
        {canShare && (
          <button
            type="button"
            className="button"
            // Whoever closes the system's sheet has not failed at anything.
            onClick={() => void navigator.share({ title: name, url }).catch(() => undefined)}
          >
            Share
          </button>
        )}
        <a className="button" href={mailto({ name, url, ends })}>
          Email
        </a>
        <a className="button" href={`/admin/links/${id}/sheet`}>
          Print
        </a>
      </div>
      <figure className="qr">
        {/* biome-ignore lint/performance/noImgElement: created for this request, nothing to optimise */}
        <img
          src={`/admin/links/${id}/qr.svg`}
          alt={`QR code of ${name}`}
          width="180"
          height="180"
        />
        <figcaption className="row">
          <a href={`/admin/links/${id}/qr.svg`} download={`invite-${id}.svg`}>
            Download SVG
          </a>
          <a href={`/admin/links/${id}/qr.png`} download={`invite-${id}.png`}>
            Download PNG
          </a>
        </figcaption>
      </figure>
      <details>
        <summary>Create by API</summary>
        <div className="stack-tight">
          <p className="small soft">
            Creates another link like this one. Set FOYER_API_TOKEN to one of your API tokens.
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
          <pre className="code" tabIndex={0}>
            {curlCommand(origin, link)}
          </pre>
          <CopyButton text={curlCommand(origin, link)} label="Copy the command">
            Copy command
          </CopyButton>
        </div>
      </details>
    </div>
  )
}
