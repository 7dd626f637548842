import { describe, type Found } from './elements'

/** Where a pointer can hit a target: of a box to tick also its label. */
export function boxOf(target: Element): DOMRect {
  const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : []
  const isBox = target.matches('[type=checkbox], [type=radio]')
  const around = isBox ? labels.find((label) => label.contains(target)) : undefined
  return (around ?? target).getBoundingClientRect()
}

/** WCAG 2.5.8: 24 × 24 px, or as much room around; links within a sentence are left out. */
export function findSmallTargets(targets: Element[]): Found[] {
  const all = targets.map((element) => ({ element, box: boxOf(element) }))
  const isSmall = ({ width, height }: DOMRect) => width < 23.5 || height < 23.5
  return all
    .filter(({ element, box }) => isSmall(box) && !isInSentence(element))
    .flatMap(({ element, box }): Found[] => {
      const crowding = all.find(
        (other) =>
          !element.contains(other.element) &&
          !other.element.contains(element) &&
          !isInSentence(other.element) &&
          distanceFrom(box, other.box, isSmall(other.box)) < (isSmall(other.box) ? 24 : 12),
      )
      const size = `${Math.round(box.width)} × ${Math.round(box.height)} px`
      return crowding ? [[element, `${size}, beside ${describe(crowding.element)}`]] : []
    })
}

/** From the middle of a box to another box, or to the middle of it. */
export function distanceFrom(box: DOMRect, other: DOMRect, toMiddle: boolean): number {
  const middle = ({ x, y, width, height }: DOMRect) => ({ x: x + width / 2, y: y + height / 2 })
  const from = middle(box)
  const near = (at: number, low: number, high: number) => Math.min(Math.max(at, low), high)
  const to = toMiddle
    ? middle(other)
    : { x: near(from.x, other.left, other.right), y: near(from.y, other.top, other.bottom) }
  return Math.hypot(from.x - to.x, from.y - to.y)
}

export function isInSentence(target: Element): boolean {
  let inline = target
  while (inline.parentElement && getComputedStyle(inline).display === 'inline') {
    const beside = [...inline.parentElement.childNodes].filter((node) => node !== inline)
    if (beside.some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      return true
    inline = inline.parentElement
  }
  return false
}

/** Targets whose middle belongs to something else. */
export function findCovered(targets: Element[]): Found[] {
  return targets.flatMap((target): Found[] => {
    target.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
    const [box] = [...target.getClientRects()].filter(({ width }) => width > 0)
    if (!box) return []
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const isInWindow = x >= 0 && x < innerWidth && y >= 0 && y < innerHeight
    const hit = document.elementFromPoint(x, y)
    if (!isInWindow || belongsTo(hit, target)) return []
    return [[target, hit ? `by ${describe(hit)}` : 'cannot be hit']]
  })
}

export function belongsTo(hit: Element | null, target: Element): boolean {
  const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : []
  return hit !== null && [target, ...labels].some((one) => one.contains(hit))
}
