import { LOGO_MAX } from '@/lib/api/settings'
import { AppError } from '@/lib/errors'
import { logoTypes } from '@/lib/schemas/settings'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb } from '@/lib/server/db/db'
import { cleanPng } from './png'
import { getSettings, readSettings, type Stored } from './settings'
import { cleanSvg } from './svg'
import { changeStored } from './update-settings'

/** The box of a logo on pages, in pixels of CSS, at most. */
const LOGO_WIDTH = 160
const LOGO_HEIGHT = 40

/** What each type of picture is made safe by. */
const cleaners = { 'image/png': cleanPng, 'image/svg+xml': cleanSvg } satisfies Record<
  LogoType,
  unknown
>

type LogoType = (typeof logoTypes)[number]

type Upload = { type: string; bytes: Buffer }

/** A picture that is safe to send. `ratio` is its width for one of height. */
type Picture = { type: LogoType; bytes: Buffer; ratio: number }

/** The logo, with the version of the settings that brought it. */
type Logo = Omit<Picture, 'ratio'> & { version: number }

const key = 'instance-logo'

type Row = { type: LogoType; data: string; version: number }

/** What is kept of an upload. Throws `BadDataError` where it is no such picture. */
export function readUpload({ type: given, bytes }: Upload): Picture {
  const type = logoTypes.find((known) => known === given)
  const clean = type ? cleaners[type](bytes) : null
  // Written anew, an SVG can be longer than it was.
  if (!type || !clean || clean.bytes.length > LOGO_MAX) {
    throw new AppError('BadDataError', { problems: [{ path: '/body', code: 'logoInvalid' }] })
  }
  return { type, ...clean }
}

async function load(db: Db): Promise<Logo | null> {
  const row = await db.setting.findUnique({ where: { key } })
  if (!row) return null
  const { type, data, version }: Row = JSON.parse(row.value)
  return { type, version, bytes: Buffer.from(data, 'base64') }
}

let known: Logo | null = null

/**
 * The logo, or null. The bytes are kept in memory, and read only when the settings name another version than
 * theirs, whatever a browser asks for.
 * @param asked the version in the address
 */
export async function findLogo(asked: string | null): Promise<Logo | null> {
  const version = await currentVersion(asked)
  if (version === null) known = null
  else if (known?.version !== version) known = await load(getDb())
  return known
}

/** The version that the settings name: another process may have changed it a moment ago. */
async function currentVersion(asked: string | null): Promise<number | null> {
  const { logo } = await getSettings()
  if (asked === null || asked === String(logo?.version)) return logo?.version ?? null
  return (await readSettings()).logo?.version ?? null
}

/** The width of the box in which a logo stands on pages, in pixels of CSS. */
function widthOf(ratio: number): number {
  return Math.max(1, Math.min(LOGO_WIDTH, Math.round(LOGO_HEIGHT * ratio)))
}

/** Sets the logo. The same picture again changes nothing. */
export async function setLogo(
  actor: Caller,
  { type, bytes, ratio }: Picture,
  ifMatch: string | null,
): Promise<Stored> {
  known = null
  return await changeStored(actor, ifMatch, async (tx, before, version) => {
    const current = await load(tx)
    if (current?.type === type && current.bytes.equals(bytes)) return null
    const row: Row = { type, data: bytes.toString('base64'), version }
    const value = JSON.stringify(row)
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
    return {
      wanted: { ...before, logo: { version, width: widthOf(ratio) } },
      facts: { logo: 'changed' },
    }
  })
}

/** Takes the logo away; where there is none nothing changes. */
export async function removeLogo(actor: Caller, ifMatch: string | null): Promise<Stored> {
  return await changeStored(actor, ifMatch, async (tx, before) => {
    const { count } = await tx.setting.deleteMany({ where: { key } })
    if (count === 0) return null
    return { wanted: { ...before, logo: null }, facts: { logo: 'changed' } }
  })
}
