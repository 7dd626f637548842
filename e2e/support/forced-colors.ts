import type { Page } from 'playwright/test'

/**
 * What is selected or current, and with forced colours looks like what is not: backgrounds and shadows are gone
 * there, so an outline, a border or a line below has to tell them apart.
 */
export function unmarkedIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const chosen =
      '[aria-current]:not([aria-current=false]), [aria-selected=true], [aria-pressed=true], [data-highlighted]'
    const around = 'ul, ol, nav, tbody, [role=listbox], [role=menu], [role=tablist], [role=group]'
    const lookOf = (element: Element) => {
      const style = getComputedStyle(element)
      const mark = getComputedStyle(element, '::before').content
      const { outline, border, color, backgroundColor, fontWeight, textDecorationLine } = style
      return [mark, outline, border, color, backgroundColor, fontWeight, textDecorationLine].join()
    }
    const isAlike = (element: Element) => {
      const others = element.closest(around)?.querySelectorAll(element.tagName) ?? []
      const other = [...others].find((one) => !one.matches(chosen))
      return other !== undefined && lookOf(other) === lookOf(element)
    }
    return [...document.querySelectorAll(chosen)]
      .filter((element) => element.checkVisibility() && !element.querySelector(':checked'))
      .filter(isAlike)
      .map((element) => element.outerHTML.slice(0, 120))
  })
}
