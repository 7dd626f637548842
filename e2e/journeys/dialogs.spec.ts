import type { Page } from 'playwright/test'
import { test } from '../scene/fixture'
import { isPlaceAt, placesOf } from '../scene/places'
import { enterAs, visit } from '../scene/visit'
import { expect } from '../support/browser'

/** Remembers what is clicked from now on: focus has to return to one of these. */
async function watchOpeners(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const opened = new Set<Element>()
    Object.assign(window, { opened })
    const remember = ({ target }: Event) => {
      const opener =
        target instanceof Element && target.closest('button, a, summary, [role=menuitem]')
      if (opener) opened.add(opener)
    }
    addEventListener('click', remember, true)
  })
}

/** Which field of the open dialog has the focus: the first has 0; null without a form. */
function focusedField(page: Page) {
  return page.getByRole('dialog').evaluate((dialog) => {
    const kinds = 'form input:not([type=hidden], [aria-hidden=true]), form select, form textarea'
    const fields = [...dialog.querySelectorAll(kinds)]
    if (fields.length === 0) return null
    const focused = document.activeElement
    // Of a group of radio buttons the chosen one has the focus: it is one field.
    const field =
      focused instanceof HTMLInputElement && focused.type === 'radio'
        ? fields.find((one) => one instanceof HTMLInputElement && one.name === focused.name)
        : focused
    const whole =
      !(focused instanceof HTMLInputElement && focused.type === 'text') ||
      (focused.selectionStart === 0 && focused.selectionEnd === focused.value.length)
    return { at: field ? fields.indexOf(field) : -1, whole }
  })
}

function isBackAtOpener(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { opened } = window as typeof window & { opened: Set<Element> }
    // A shortcut has no opener.
    return (
      opened.size === 0 || (document.activeElement !== null && opened.has(document.activeElement))
    )
  })
}

const dialogs = '[role=dialog], dialog[open], [role=menu]'

for (const width of [390, 1280]) {
  test(`at ${width} px each dialog and menu focuses its first field, closes with Escape and returns the focus`, async ({
    browser,
    sceneApp: { url, scene },
  }) => {
    test.setTimeout(120_000)
    const viewport = { width, height: 844 }
    const context = await enterAs(browser, url, { scene, who: 'admin', viewport })
    const page = await context.newPage()
    await watchOpeners(page)
    const looked: string[] = []
    for (const place of placesOf('admin').filter((each) => each.open && isPlaceAt(each, width))) {
      await visit(page, place, scene)
      if ((await page.locator(dialogs).count()) === 0) continue
      looked.push(place.name)
      if ((await page.getByRole('dialog').count()) === 1) {
        const field = await focusedField(page)
        if (field) expect.soft(field, place.name).toEqual({ at: 0, whole: true })
      }
      await page.keyboard.press('Escape')
      await expect.soft(page.locator(dialogs), place.name).toHaveCount(0)
      await expect.soft.poll(() => isBackAtOpener(page), place.name).toBe(true)
    }
    expect(looked.length).toBeGreaterThan(4)
    await context.close()
  })
}
