import type { BrowserContext, Page } from 'playwright/test'

type Shift = PerformanceEntry & {
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
}

declare global {
  interface Window {
    shifts?: string[]
  }
}

/**
 * Notes, in every page of this context, what moves up or down by itself: whoever is about to press something
 * would hit something else (https://web.dev/articles/cls).
 */
export async function noteShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const describe = ({ node, previousRect, currentRect }: Shift['sources'][number]) => {
      const name = node instanceof Element ? node.outerHTML.slice(0, 120) : node?.textContent
      const [from, to] = [previousRect, currentRect].map(({ x, y }) => `${x},${y}`)
      return `${name} from ${from} to ${to}`
    }
    // By more than a line: a date that is in UTC until scripts run may need one line fewer then.
    const isFar = ({ previousRect, currentRect }: Shift['sources'][number]) =>
      Math.abs(previousRect.y - currentRect.y) > 24
    const observer = new PerformanceObserver((list) => {
      const shifts = (list.getEntries() as Shift[]).filter(({ hadRecentInput }) => !hadRecentInput)
      const sources = shifts.flatMap((shift) => shift.sources)
      window.shifts?.push(...sources.filter(isFar).map(describe))
    })
    window.shifts = []
    observer.observe({ type: 'layout-shift', buffered: true })
  })
}

/** What has moved since the page came, once its scripts have begun. */
export async function shiftsOf(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    return window.shifts ?? []
  })
}
