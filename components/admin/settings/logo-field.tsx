'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, useRef, useState } from 'react'
import { useToast } from '@/components/admin/ui/toasts'
import { useScripting } from '@/components/ui/scripting'
import { logoTypes } from '@/lib/schemas/settings'

const url = '/api/admin/settings/logo'

/** Bytes of a picture; the API has the same limit. */
const MAX = 204_800

type Problem = 'logoType' | 'logoSize' | 'logoInvalid' | 'logoFailed'

/** What is wrong with a file before it is sent. */
function problemOf({ type, size }: Blob): Problem | null {
  if (!logoTypes.some((known) => known === type)) return 'logoType'
  return size > MAX ? 'logoSize' : null
}

/** Puts a picture in the place of the logo, or with null takes it away. */
async function send(picture: Blob | null): Promise<Problem | null> {
  try {
    const response = await fetch(url, {
      method: picture ? 'PUT' : 'DELETE',
      ...(picture && { body: picture, headers: { 'content-type': picture.type } }),
    })
    if (response.ok) return null
    return response.status === 400 ? 'logoInvalid' : 'logoFailed'
  } catch {
    return 'logoFailed'
  }
}

/** The picture that stands, to put it back. */
async function read(logo: string): Promise<Blob | null> {
  try {
    const response = await fetch(logo)
    return response.ok ? await response.blob() : null
  } catch {
    return null
  }
}

/** The logo of the instance. It is saved as soon as it is chosen; the toast can undo it. */
export function LogoField({ logo }: { logo: string | null }) {
  const t = useTranslations('desk.settings')
  const ui = useTranslations('desk.ui')
  const scripting = useScripting()
  const router = useRouter()
  const toast = useToast()
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  /** Says beside the field what went wrong; whether nothing did. */
  async function put(picture: Blob | null): Promise<boolean> {
    const failed = await send(picture)
    setProblem(failed)
    if (!failed) router.refresh()
    return failed === null
  }

  async function change(picture: Blob | null) {
    const before = logo === null ? null : await read(logo)
    if (!(await put(picture))) return
    const undo = async () => {
      if (await put(before)) toast({ text: ui('undone') })
      else toast({ text: t('logoFailed') })
    }
    // A picture that could not be read cannot be put back.
    const canUndo = logo === null || before !== null
    toast({ text: t(picture ? 'logoSaved' : 'logoRemoved'), ...(canUndo && { undo }) })
  }

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    if (!file) return
    const wrong = problemOf(file)
    setProblem(wrong)
    if (!wrong) await change(file)
    target.value = ''
  }

  return (
    <div className="field">
      <span className="label" id="logo-label">
        {t('logo')}
      </span>
      <p className="field-hint" id="logo-hint">
        {t('logoHint')}
      </p>
      <div className="row">
        <span className="logo-preview">
          {logo ? <Picture src={logo} /> : <span className="soft">{t('logoNone')}</span>}
        </span>
        <button
          type="button"
          className="button"
          aria-describedby="logo-hint logo-error"
          disabled={!scripting}
          onClick={() => input.current?.click()}
        >
          {logo ? t('logoReplace') : t('logoChoose')}
        </button>
        {logo && (
          <button
            type="button"
            className="button button-quiet"
            disabled={!scripting}
            onClick={() => void change(null)}
          >
            {t('logoRemove')}
          </button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-labelledby="logo-label"
        accept={logoTypes.join(',')}
        onChange={(event) => void choose(event)}
      />
      <p className="field-error" id="logo-error" role="alert">
        {problem && t(problem)}
      </p>
    </div>
  )
}

function Picture({ src }: { src: string }) {
  const t = useTranslations('desk.settings')
  // biome-ignore lint/performance/noImgElement: at most 200 kB, and already small
  return <img src={src} alt={t('logo')} />
}
