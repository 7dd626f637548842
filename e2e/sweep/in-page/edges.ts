import { type Found, hasAncestor, isShown, listOverlays, listTexts, scrolls } from './elements'

/** What makes the page wider than its window; the innermost of it. */
export function findSideways(): Found[] {
  const root = document.documentElement
  const width = root.clientWidth
  const masks = [root, document.body].some((one) =>
    /hidden|clip/.test(getComputedStyle(one).overflowX),
  )
  if (root.scrollWidth <= width && !masks) return []
  const wide = listWide(width)
  const innermost = wide.filter(
    ({ element }) => !wide.some((one) => one.element !== element && element.contains(one.element)),
  )
  const found = innermost.slice(0, 3).map(({ element, left, right }): Found => {
    return [element, `from ${Math.round(left)} to ${Math.round(right)} px of ${width}`]
  })
  if (found.length > 0 || root.scrollWidth <= width) return found
  return [[root, `${root.scrollWidth} px of ${width}`]]
}

/**
 * Elements whose box, or whose text, is not within this width, and that no box of their own scrolls. Text that
 * ends in an ellipsis goes nowhere: findCutOff looks at it.
 */
export function listWide(width: number) {
  const elements = [...document.body.querySelectorAll('*')].filter(isShown)
  const boxes = elements.map((element) => ({ element, boxes: [element.getBoundingClientRect()] }))
  const texts = listTexts(document.body)
    .map(({ node, boxes: lines }) => ({
      element: node.parentElement ?? document.body,
      boxes: lines,
    }))
    .filter(({ element }) => getComputedStyle(element).textOverflow !== 'ellipsis')
  return [...boxes, ...texts].flatMap(({ element, boxes: all }) => {
    const box = all.find(({ left, right }) => left < -1 || right > width + 1)
    if (!box || hasAncestor(element, (one) => scrolls(one, 'x'))) return []
    return [{ element, left: box.left, right: box.right }]
  })
}

/** Targets that are not in the window, and dialogs, menus and tips that go on past its edges. */
export function findOutside(targets: Element[]): Found[] {
  const width = document.documentElement.clientWidth
  const beside = targets.filter((target) => {
    const { left, right } = target.getBoundingClientRect()
    if (left >= -1 && right <= width + 1) return false
    return !hasAncestor(target, (one) => scrolls(one, 'x'))
  })
  const tips = [...document.querySelectorAll('[role=tooltip]')].filter(isShown)
  return [
    ...beside.map((target): Found => [target, 'beside the window']),
    ...[...listOverlays(), ...tips].flatMap((overlay) => outsideOf(overlay, targets)),
  ]
}

export function outsideOf(overlay: Element, targets: Element[]): Found[] {
  const { left, right, top, bottom } = overlay.getBoundingClientRect()
  const root = document.documentElement
  const isFixed = hasAncestor(
    overlay,
    (one) =>
      one.matches('dialog:modal, :popover-open') || getComputedStyle(one).position === 'fixed',
  )
  const [first, last] = isFixed ? [0, innerHeight] : [-scrollY, root.scrollHeight - scrollY]
  const inside =
    left >= -1 && right <= root.clientWidth + 1 && top >= first - 1 && bottom <= last + 1
  if (!inside && !hasAncestor(overlay, (one) => one !== overlay && scrolls(one, 'y'))) {
    return [
      [
        overlay,
        `${Math.round(top)} to ${Math.round(bottom)} px of ${innerHeight}, ${Math.round(left)} to ${Math.round(right)} px of ${root.clientWidth}`,
      ],
    ]
  }
  return targets
    .filter((target) => {
      const box = target.getBoundingClientRect()
      const shown = box.top >= first - 1 && box.bottom <= last + 1
      return overlay.contains(target) && !shown && !hasAncestor(target, (one) => scrolls(one, 'y'))
    })
    .map((target): Found => [target, 'above or below the window'])
}
