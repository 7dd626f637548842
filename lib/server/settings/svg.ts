import { SaxesParser, type SaxesTagNS } from 'saxes'

const svgNamespace = 'http://www.w3.org/2000/svg'
const xlinkNamespace = 'http://www.w3.org/1999/xlink'

/** Shapes, texts, gradients and clips. Nothing that runs, loads, moves, links, or repeats something else. */
const elements = new Set(
  `svg g defs title desc path rect circle ellipse line polyline polygon text tspan textPath style
  linearGradient radialGradient stop clipPath mask`.split(/\s+/),
)

const attributes = new Set(
  `id class style viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points transform
  preserveAspectRatio version offset rotate textLength lengthAdjust startOffset pathLength
  gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits
  fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-dasharray stroke-dashoffset vector-effect paint-order color opacity
  stop-color stop-opacity clip-path clip-rule mask mask-type display visibility overflow
  font-family font-size font-style font-weight letter-spacing word-spacing text-anchor
  text-decoration dominant-baseline alignment-baseline shape-rendering text-rendering
  color-interpolation isolation mix-blend-mode`.split(/\s+/),
)

/** Elements that are drawn once more for each that refers to them. */
const maskElements = new Set(['clipPath', 'mask'])

/** What can refer to a mask. Within a mask it is left out: a few nested ones draw billions of shapes. */
const maskAttributes = new Set(['mask', 'clip-path', 'style', 'class'])

/** Elements may be within each other this deep. */
const DEPTH_MAX = 100

const localUrl = /url\(\s*(["']?)#[\w.:-]+\1\s*\)/gi

/** Whether a style or a value refers to nothing outside the file: no other url, no @-rule, no escape. */
function isLocal(css: string): boolean {
  return !/[@\\]|\b(url|src|image|image-set|cross-fade|element|expression)\s*\(|javascript:/i.test(
    css.replace(localUrl, ''),
  )
}

/** Whether a style sheet may stay: masks are named by attributes alone. */
function isKeptStyle(css: string): boolean {
  return isLocal(css) && !/\b(mask|clip)/i.test(css)
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeValue(value: string): string {
  const inner = escapeText(value).replaceAll('"', '&quot;')
  return inner.replace(/[\t\n\r]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

type Attribute = SaxesTagNS['attributes'][string]

function isAllowed({ local, uri, value }: Attribute, isInMask: boolean): boolean {
  const isReference = local === 'href' && (uri === '' || uri === xlinkNamespace)
  if (isReference) return /^#[\w.:-]+$/.test(value)
  if (isInMask && maskAttributes.has(local)) return false
  return uri === '' && attributes.has(local) && isLocal(value)
}

/** The attributes of an element that are allowed, as they are written: of two references the first. */
function attributesOf({ attributes: all }: SaxesTagNS, isInMask: boolean): string {
  const allowed = Object.values(all).filter((attribute) => isAllowed(attribute, isInMask))
  const isFirst = ({ local }: Attribute, index: number) =>
    allowed.findIndex((other) => other.local === local) === index
  const written = allowed
    .filter(isFirst)
    .map(({ local, value }) => ` ${local}="${escapeValue(value)}"`)
  return written.join('')
}

/** The width for one of height that the outermost element asks for; 1 where it does not say. */
function ratioOf({ attributes: all }: SaxesTagNS): number {
  const sides = ['width', 'height'].map((name) => all[name]?.value ?? '')
  const box = (all.viewBox?.value ?? '').trim().split(/[\s,]+/)
  const pairs = [box.slice(2), sides.some((side) => side.includes('%')) ? [] : sides]
  const ratios = pairs.map(([x = '', y = '']) => Number.parseFloat(x) / Number.parseFloat(y))
  return ratios.find((ratio) => ratio > 0 && Number.isFinite(ratio)) ?? 1
}

/** Writes the allowed part of a document while it is parsed. */
class Writer {
  readonly parts: string[] = []
  ratio = 1
  /** Open elements. */
  depth = 0
  /** The depth of the element that is left out with all that is in it, or 0. */
  #outside = 0
  /** The depth of the outermost mask that is open, or 0. */
  #mask = 0
  /** The text of the style element that is open. */
  #style: string | null = null

  open(tag: SaxesTagNS): void {
    this.depth += 1
    if (this.depth > DEPTH_MAX) throw new Error('too deep')
    const isSvg = tag.uri === svgNamespace
    if (this.depth === 1 && !(isSvg && tag.local === 'svg')) throw new Error('no SVG')
    if (this.#outside > 0) return
    if (!isSvg || !elements.has(tag.local) || this.#style !== null) {
      this.#outside = this.depth
      return
    }
    if (this.depth === 1) this.ratio = ratioOf(tag)
    const namespace = this.depth === 1 ? ` xmlns="${svgNamespace}"` : ''
    if (this.#mask === 0 && maskElements.has(tag.local)) this.#mask = this.depth
    this.parts.push(`<${tag.local}${namespace}${attributesOf(tag, this.#mask > 0)}>`)
    if (tag.local === 'style') this.#style = ''
  }

  text(text: string): void {
    if (this.#outside > 0 || this.depth === 0) return
    if (this.#style === null) this.parts.push(escapeText(text))
    else this.#style += text
  }

  close({ local }: SaxesTagNS): void {
    const isOutside = this.#outside > 0
    if (this.#outside === this.depth) this.#outside = 0
    if (this.#mask === this.depth) this.#mask = 0
    this.depth -= 1
    if (isOutside) return
    if (this.#style !== null && isKeptStyle(this.#style)) this.parts.push(escapeText(this.#style))
    this.#style = null
    this.parts.push(`</${local}>`)
  }
}

/**
 * An SVG with nothing but what is allowed, written anew from what a strict parser read, and its width for one
 * of height; or null where the bytes are no well-formed SVG in UTF-8. Entities that a document defines itself are unknown here, and so is
 * a document that uses one.
 */
export function cleanSvg(bytes: Buffer): { bytes: Buffer; ratio: number } | null {
  const writer = new Writer()
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  // Browsers read no other version, and 1.1 allows characters that 1.0 cannot hold.
  parser.on('xmldecl', ({ version }) => {
    if (version !== undefined && version !== '1.0') throw new Error('no XML 1.0')
  })
  parser.on('opentag', (tag) => writer.open(tag))
  parser.on('text', (text) => writer.text(text))
  parser.on('cdata', (text) => writer.text(text))
  parser.on('closetag', (tag) => writer.close(tag))
  try {
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close()
  } catch {
    return null
  }
  return { bytes: Buffer.from(writer.parts.join('')), ratio: writer.ratio }
}
