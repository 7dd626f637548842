import type { Browser, Page } from 'playwright'
import type { Scene } from '../scene/fill-scene'
import { isPlaceAt, type Place, places, visitors } from '../scene/places'
import { enterAs, visit } from '../scene/visit'
import { findDefects } from './find-defects'
import type { Defect } from './in-page/elements'

/** A defect, and where it was seen. */
export type Sighting = Omit<Defect, 'check'> & {
  check: Defect['check'] | 'cannot be opened'
  place: string
  locale: string
  /** The widths at which it was seen; with `@2`, magnified by two. */
  widths: string[]
}

export type Look = { locale: string; widths: readonly number[]; zoom?: number }

/** Looks at places in one language at several widths, resizing each page instead of loading it again. */
export async function sweep(
  browser: Browser,
  { url, scene }: { url: string; scene: Scene },
  look: Look,
  chosen: readonly Place[] = places,
): Promise<Sighting[]> {
  const sightings: Sighting[] = []
  for (const who of visitors) {
    const own = chosen.filter((place) => place.who === who)
    if (own.length === 0) continue
    const { locale, zoom = 1 } = look
    const context = await enterAs(browser, url, { scene, who, locale, deviceScaleFactor: zoom })
    const page = await context.newPage()
    for (const place of own) sightings.push(...(await sweepPlace(page, place, { scene, look })))
    await context.close()
  }
  return sightings
}

type At = { scene: Scene; look: Look }

async function sweepPlace(page: Page, place: Place, { scene, look }: At): Promise<Sighting[]> {
  const { locale, zoom = 1 } = look
  const seen = new Map<string, Sighting>()
  let isThere = false
  for (const width of look.widths.filter((each) => isPlaceAt(place, each))) {
    await page.setViewportSize({ width, height: Math.round(800 / zoom) })
    for (const defect of await lookAt(page, place, { scene, isThere })) {
      const key = `${defect.check} ${defect.selector}`
      const sighting = seen.get(key) ?? { ...defect, place: place.name, locale, widths: [] }
      sighting.widths.push(zoom === 1 ? String(width) : `${width}@${zoom}`)
      seen.set(key, sighting)
    }
    isThere = true
  }
  return [...seen.values()]
}

/** What is wrong at this width, after a visit unless what the place is about is still there. */
async function lookAt(
  page: Page,
  place: Place,
  { scene, isThere }: { scene: Scene; isThere: boolean },
) {
  const stays = isThere && (!place.open || (await isStillOpen(page)))
  const problem = stays ? null : await tryVisit(page, place, scene)
  return problem ? [problem] : await findDefects(page)
}

/** A dialog or menu may close where a page changes its layout; what was ticked or focused stays. */
async function isStillOpen(page: Page): Promise<boolean> {
  const overlay = 'dialog[open], [role=dialog], [role=menu], [role=listbox], [aria-expanded=true]'
  return (await page.locator(overlay).count()) > 0
}

async function tryVisit(page: Page, place: Place, scene: Scene) {
  try {
    await visit(page, place, scene)
    return null
  } catch (error) {
    const [detail = ''] = String(error).split('\n')
    return { check: 'cannot be opened' as const, selector: place.path(scene), detail }
  }
}

/** One line for each sighting. */
export function toLines(sightings: readonly Sighting[]): string[] {
  return sightings.map(({ check, place, locale, widths, selector, detail }) =>
    [check.padEnd(12), place, locale, widths.join(' '), selector, detail].join(' | '),
  )
}
