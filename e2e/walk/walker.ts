import type { CDPSession, Locator, Page } from 'playwright'
import { takeSaid } from './live-regions'
import { type Spoken, speak } from './spoken'

export type Stop = Spoken & {
  key: string
  /** The title and the headings of a page that is new. */
  page: string
  said: string[]
}

/** Uses a page with the keyboard alone, and notes at each stop what a screen reader is given. */
export class Walker {
  readonly stops: Stop[] = []
  #path = ''

  constructor(
    readonly page: Page,
    readonly cdp: CDPSession,
  ) {}

  /** The page as it stands, before any key. */
  async begin(): Promise<void> {
    await this.#note('–')
  }

  /** Presses a key, and waits for what comes of it. */
  async press(key: string, outcome?: Locator): Promise<void> {
    await this.page.keyboard.press(key)
    await outcome?.first().waitFor()
    await this.#note(key)
  }

  /** Types where the focus is; what is selected there goes. */
  async type(text: string, outcome?: Locator): Promise<void> {
    await this.page.keyboard.type(text)
    await outcome?.first().waitFor()
    await this.#note(`“${text}”`)
  }

  /** Goes on with one key until the focus is where it should be. */
  async reach(target: Locator, key = 'Tab'): Promise<void> {
    for (let steps = 0; steps < 100; steps += 1) {
      await this.press(key)
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`${key} does not lead to ${target}.`)
  }

  async #note(key: string): Promise<void> {
    await this.#settle()
    // Next says the title of a page, now or a moment later, in whole or its heading; it is in `page` anyway.
    const titles = await this.page.evaluate(() => [
      document.title,
      document.querySelector('h1')?.textContent ?? '',
    ])
    const said = (await takeSaid(this.page)).filter((text) => !titles.includes(text))
    const page = await this.#newPage()
    this.stops.push({ key, page, said, ...(await speak(this.page, this.cdp)) })
  }

  async #newPage(): Promise<string> {
    const { pathname } = new URL(this.page.url())
    if (pathname === this.#path) return ''
    this.#path = pathname
    const headings = await this.page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')]
        .filter((heading) => heading.checkVisibility())
        .map((heading) => `${heading.localName.slice(1)} “${heading.textContent?.trim()}”`),
    )
    return `“${await this.page.title()}”, headings ${headings.join(', ')}`
  }

  /** Until nothing has changed in the page for a moment. */
  async #settle(): Promise<void> {
    await this.page.evaluate(async () => {
      let last = performance.now()
      const observer = new MutationObserver(() => {
        last = performance.now()
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true })
      const end = last + 3_000
      // While React sets a page anew, its title may be on its way.
      const isUnderWay = () => document.title === '' || performance.now() < last + 150
      while (performance.now() < end && isUnderWay()) {
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      observer.disconnect()
    })
  }
}
