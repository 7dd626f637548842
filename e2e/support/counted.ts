import { expect, type Locator, type Page } from 'playwright/test'

/** With what somebody works. */
export const means = ['mouse', 'keys', 'touch'] as const

export type Means = (typeof means)[number]

/**
 * Uses a page and counts what decides something: each click, tap, Enter and shortcut. What only leads there is
 * not counted: typing, and with keys the way to a control by Tab, or by arrows in a menu.
 */
export class Counted {
  count = 0

  constructor(
    readonly page: Page,
    readonly by: Means,
  ) {}

  /** Activates a control. */
  async use(target: Locator): Promise<void> {
    await expect(target).toBeEnabled()
    this.count += 1
    if (this.by === 'mouse') await target.click()
    if (this.by === 'touch') await target.tap()
    if (this.by !== 'keys') return
    await this.#reach(target)
    await this.page.keyboard.press('Enter')
  }

  /** A shortcut where there are keys, else its button. */
  async shortcut(keys: string, button: Locator): Promise<void> {
    if (this.by !== 'keys') return await this.use(button)
    await expect(button).toBeEnabled()
    this.count += 1
    await this.page.keyboard.press(keys)
  }

  /** Sends what was typed: Enter in the field, or its button where there are no keys. */
  async send(button: Locator): Promise<void> {
    if (this.by !== 'keys') return await this.use(button)
    this.count += 1
    await this.page.keyboard.press('Enter')
  }

  /** Types where the focus is; what is selected there goes. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  async #reach(target: Locator): Promise<void> {
    const isThere = () => target.evaluate((element) => element === document.activeElement)
    const isInMenu = () =>
      this.page.evaluate(() => !!document.activeElement?.closest('[role=menu]'))
    for (let steps = 0; steps < 300 && !(await isThere()); steps += 1) {
      await this.page.keyboard.press((await isInMenu()) ? 'ArrowDown' : 'Tab')
    }
    await expect(target).toBeFocused()
  }
}
