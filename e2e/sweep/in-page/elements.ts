// What runs in the page. Each function of this folder is sent there as text (find-defects.ts), so none may
// use anything but the others and what a browser has.

export type Check = 'sideways' | 'broken word' | 'cut off' | 'small target' | 'outside' | 'covered'

export type Defect = { check: Check; selector: string; detail: string }

/** What is wrong with an element. */
export type Found = readonly [element: Element, detail: string]

/** Waits for fonts and layout, from the top of the page, with what a button opened in view. */
export async function settle(): Promise<void> {
  await document.fonts.ready
  scrollTo(0, 0)
  const opener = [...document.querySelectorAll('[aria-expanded="true"]')].at(-1)
  opener?.scrollIntoView({ block: 'center', behavior: 'instant' })
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  await frame()
  await frame()
}

/** A short name by which somebody finds the element. */
export function describe(element: Element): string {
  const name = (one: Element) => {
    const classes = [...one.classList].slice(0, 2).map((each) => `.${each}`)
    return one.tagName.toLowerCase() + (one.id ? `#${one.id}` : classes.join(''))
  }
  const around = element.parentElement?.closest('[id], [class]')
  const words = element.getAttribute('aria-label') || element.textContent || ''
  const text = words.replace(/\s+/g, ' ').trim().slice(0, 30)
  return `${around ? `${name(around)} ` : ''}${name(element)}${text && ` “${text}”`}`
}

export function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  if (width <= 1 || height <= 1) return false
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
  return !hasAncestor(element, (one) => getComputedStyle(one).clipPath.startsWith('inset(50%'))
}

/** Whether something holds of the element or of one around it. */
export function hasAncestor(element: Element, holds: (one: Element) => boolean): boolean {
  for (let one: Element | null = element; one; one = one.parentElement) if (holds(one)) return true
  return false
}

export function scrolls(element: Element, axis: 'x' | 'y'): boolean {
  const { overflowX, overflowY } = getComputedStyle(element)
  if (element === document.documentElement || element === document.body) return false
  return axis === 'x'
    ? /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth
    : /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight
}

/** Open dialogs, menus and lists: while there is one, the rest of the page is not spoken to. */
export function listOverlays(): Element[] {
  const kinds =
    'dialog[open], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], details[open] > .topbar-menu, .docs-found'
  return [...document.querySelectorAll(`${kinds}, :popover-open`)].filter(isShown)
}

export function listTargets(): Element[] {
  const roles = 'button tab menuitem menuitemcheckbox menuitemradio option switch checkbox radio'
  const kinds = roles.split(' ').map((role) => `[role=${role}]`)
  const selector = `a[href], button, input:not([type=hidden]), select, textarea, summary, ${kinds}`
  const overlays = listOverlays()
  return [...document.querySelectorAll(selector)].filter(
    (element) =>
      isShown(element) &&
      !element.matches(':disabled, .skip-link') &&
      !element.closest('[inert], [aria-hidden=true]') &&
      (overlays.length === 0 || overlays.some((overlay) => overlay.contains(element))),
  )
}

/** The texts of an element but for those within `except`, each with the box of every line of it. */
export function listTexts(element: Element, except = ''): { node: Text; boxes: DOMRect[] }[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts: { node: Text; boxes: DOMRect[] }[] = []
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    if (!node.data.trim() || !node.parentElement || !isShown(node.parentElement)) continue
    if (except && node.parentElement.closest(except)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    texts.push({ node, boxes: [...range.getClientRects()] })
  }
  return texts
}
