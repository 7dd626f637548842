import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import type { Scene } from './fill-scene'
import { scenePassword } from './names'
import type { Place, Visitor } from './places'

/** A browser in which one of the scene's people is signed in, or nobody. */
export async function enterAs(
  browser: Browser,
  origin: string,
  { scene, who, ...options }: { scene: Scene; who: Visitor } & BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options })
  if (who !== 'guest') await signIn(context, scene[who].email)
  return context
}

async function signIn(context: BrowserContext, username: string): Promise<void> {
  const data = { username, password: scenePassword }
  const response = await context.request.post('/auth/simple/login', { data })
  if (!response.ok()) throw new Error(`Sign-in as ${username}: ${response.status()}`)
}

/** Goes to a place and opens what it is about. */
export async function visit(page: Page, place: Place, scene: Scene): Promise<void> {
  await page.goto(place.path(scene))
  page.setDefaultTimeout(5_000)
  await place.open?.(page)
}
