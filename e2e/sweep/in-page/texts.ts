import { type Found, isShown, listTexts } from './elements'

/** Buttons, badges, tabs and table heads. */
export function listLabelled(): Element[] {
  const kinds =
    'button, .button, [role=button], [role=tab], [role=menuitem], th:not([scope=row]), summary, nav a'
  const badges = 'badge chip pill state tag'.split(' ').map((name) => `[class*="${name}"]`)
  return [...document.querySelectorAll(`${kinds}, ${badges}`)].filter(isShown)
}

/** Of these, words that go on in another line, where a line has room for them. */
export function findBrokenWords(): Found[] {
  return listLabelled().flatMap((element) =>
    // What people are called may break anywhere.
    listTexts(element, 'bdi').flatMap(({ node }) =>
      brokenWordsOf(node).map((word): Found => [element, `“${word}”`]),
    ),
  )
}

export function brokenWordsOf(node: Text): string[] {
  const words = [...node.data.matchAll(/[^\s\u200b\u00ad\-‐–—/@]+/gu)]
  // These scripts break between any two letters.
  const breaks = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u
  return words
    .filter((match) => {
      if (breaks.test(match[0])) return false
      const range = document.createRange()
      range.setStart(node, match.index)
      range.setEnd(node, match.index + match[0].length)
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 0)
      const tops = boxes.map(({ top }) => top)
      const whole = boxes.reduce((sum, { width }) => sum + width, 0)
      const height = boxes[0]?.height ?? 0
      const lines = Math.max(...tops) - Math.min(...tops) > height / 2
      return lines && whole < document.documentElement.clientWidth * 0.7
    })
    .map((match) => match[0])
}

/** Of these, texts that go on outside. */
export function findSpills(): Found[] {
  return listLabelled()
    .filter((element) => getComputedStyle(element).overflowX === 'visible' && cutsText(element))
    .map((element): Found => [element, 'text goes on outside'])
}

/** Texts that are not shown whole, and that neither a pointer nor the keyboard can have whole. */
export function findCutOff(): Found[] {
  const elements = [...document.body.querySelectorAll('*')].filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element)
    const wide = /hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1
    const high = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 3
    return (wide || high) && isShown(element) && cutsText(element) && !isReachable(element)
  })
  const texts = elements.map((element): Found => [element, 'text goes on past the edge'])
  return [...texts, ...findSpills(), ...findCutChoices()]
}

export function cutsText(element: Element): boolean {
  const edge = element.getBoundingClientRect()
  return listTexts(element).some(({ boxes }) =>
    boxes.some(
      ({ left, right, bottom }) =>
        right > edge.right + 1 || left < edge.left - 1 || bottom > edge.bottom + 3,
    ),
  )
}

export function isReachable(element: Element): boolean {
  const ways = 'a[href], button, summary, [tabindex], [title], [aria-label], [aria-describedby]'
  return element.closest(ways) !== null || element.querySelector(ways) !== null
}

/** Selects whose choice is longer than they are. */
export function findCutChoices(): Found[] {
  const pen = document.createElement('canvas').getContext('2d')
  const selects = [...document.querySelectorAll('select')].filter(isShown)
  return selects.flatMap((select): Found[] => {
    const text = select.selectedOptions[0]?.text ?? ''
    const style = getComputedStyle(select)
    if (!pen) return []
    pen.font = style.font
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
    const arrow = style.appearance === 'none' ? 0 : 16
    const needs = pen.measureText(text).width + padding + arrow
    return needs > select.clientWidth + 1
      ? [[select, `“${text}” needs ${Math.ceil(needs)} px`]]
      : []
  })
}
