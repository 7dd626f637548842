import type { BrowserContext, Page } from 'playwright'

declare global {
  interface Window {
    said?: string[]
  }
}

/**
 * Runs in the page: notes what live regions say. A region says what changes in it once it is there; one that
 * comes with its text is heard only if it is an alert.
 */
function listenInPage() {
  const regions =
    '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log], output'
  const silent = '[aria-hidden=true], [inert], [aria-live=off], script, style'
  const known = new WeakSet<Element>()
  const roots: (Document | ShadowRoot)[] = [document]
  const said: string[] = []
  window.said = said

  const wordsOf = (node: Node): string[] => {
    if (node instanceof Text) return [node.data.trim()]
    if (!(node instanceof Element) || node.matches(silent) || !node.checkVisibility()) return []
    const words = node.getAttribute('aria-label') ?? [...node.childNodes].flatMap(wordsOf).join(' ')
    const role = node.localName === 'a' ? 'link' : node.localName
    return [node.matches('button, a') ? `${words.trim()} (${role})` : words]
  }
  const textOf = (nodes: Node[]) => nodes.flatMap(wordsOf).join(' ').replace(/\s+/g, ' ').trim()
  const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement)
  const isAtomic = (region: Element) => {
    const atomic = region.getAttribute('aria-atomic')
    return atomic === null
      ? region.matches('[role=status], [role=alert], output')
      : atomic === 'true'
  }
  const isHeard = (region: Element) => !region.closest(silent) && region.checkVisibility()
  const changedIn = ({ addedNodes, target, type }: MutationRecord) =>
    type === 'characterData' ? [target] : [...addedNodes]

  const heardIn = (record: MutationRecord): string[] => {
    const region = elementOf(record.target)?.closest(regions)
    const isSaid = region && known.has(region) && isHeard(region)
    const changed = isSaid && isAtomic(region) ? [region] : changedIn(record)
    const added = [...record.addedNodes].filter((node) => node instanceof Element)
    const alerts = added
      .flatMap((node) => [node, ...node.querySelectorAll('*')])
      .filter((one) => one.matches('[role=alert]') && isHeard(one))
    return [...(isSaid ? [textOf(changed)] : []), ...alerts.map((alert) => textOf([alert]))]
  }
  const note = (records: MutationRecord[]) => {
    said.push(...new Set(records.flatMap(heardIn).filter(Boolean)))
    remember()
  }
  const remember = () => {
    for (const region of roots.flatMap((root) => [...root.querySelectorAll(regions)]))
      known.add(region)
  }
  const observer = new MutationObserver(note)
  const watch = (root: Document | ShadowRoot) =>
    observer.observe(root, { childList: true, characterData: true, subtree: true })
  watch(document)
  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function attach(options) {
    const root = attachShadow.call(this, options)
    roots.push(root)
    watch(root)
    return root
  }
}

/** Listens to the live regions of every page of this context. */
export async function listenTo(context: BrowserContext): Promise<void> {
  // Functions within functions call `__name` where tsx compiled them.
  const content = `window.__name = (one) => one; (${listenInPage})()`
  await context.addInitScript({ content })
}

/** What was said since this was last asked. */
export async function takeSaid(page: Page): Promise<string[]> {
  return await page.evaluate(() => window.said?.splice(0) ?? [])
}
