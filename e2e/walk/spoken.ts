import type { CDPSession, Page } from 'playwright'

/** What a screen reader is given about the control that has the focus. */
export type Spoken = {
  /** What it stands in, outermost first, such as `dialog “Create link”`. */
  where: string[]
  /** Its name, role, states, value and description. */
  focus: string
}

type Nodes = Awaited<ReturnType<typeof ancestry>>
type Node = Nodes[number]

/** Places that are named on the way in. */
const places = new Set([
  'alertdialog',
  'banner',
  'complementary',
  'contentinfo',
  'dialog',
  'form',
  'group',
  'listbox',
  'main',
  'menu',
  'navigation',
  'region',
  'search',
  'table',
])

/** Places that are named only by their name. */
const needsName = new Set(['form', 'group', 'region'])

/** As screen readers call them, where the tree has another word. */
const roleWords: Record<string, string> = {
  RootWebArea: 'page',
  DisclosureTriangle: 'disclosure',
  combobox: 'combo box',
  listbox: 'list box',
  menuitem: 'menu item',
  textbox: 'text field',
  searchbox: 'search field',
  generic: 'no role',
}

const quoted = (name: string) => `“${name}”`

function wordOf({ value }: { value?: unknown } = {}): string {
  return value === undefined || value === null ? '' : String(value).replace(/\s+/g, ' ').trim()
}

/** An element as the tree has it, and all around it. */
async function ancestry(cdp: CDPSession, expression: string) {
  const { result } = await cdp.send('Runtime.evaluate', { expression })
  if (!result.objectId) return []
  const { objectId } = result
  const { nodes } = await cdp.send('Accessibility.getAXNodeAndAncestors', { objectId })
  return nodes.filter(({ ignored }) => !ignored)
}

const focused = 'document.activeElement'
/** In a list that belongs to a field: the entry that is chosen while the field has the focus. */
const active = `document.getElementById(${focused}.getAttribute('aria-activedescendant') ?? '')`

/** States that the tree has only as a word or a number. */
const spokenStates: Record<string, (value: string) => string> = {
  expanded: (value) => (value === 'true' ? 'expanded' : 'collapsed'),
  checked: (value) => (value === 'true' ? 'checked' : value === 'mixed' ? 'mixed' : 'not checked'),
  pressed: (value) => (value === 'true' ? 'pressed' : 'not pressed'),
  selected: (value) => (value === 'true' ? 'selected' : ''),
  invalid: (value) => (value === 'false' ? '' : 'invalid'),
  disabled: (value) => (value === 'true' ? 'disabled' : ''),
  readonly: (value) => (value === 'true' ? 'read-only' : ''),
  required: (value) => (value === 'true' ? 'required' : ''),
  busy: (value) => (value === '1' || value === 'true' ? 'busy' : ''),
  hasPopup: (value) => (value === 'false' ? '' : `opens a ${value}`),
  level: (value) => `level ${value}`,
}

function statesOf({ properties = [] }: Node): string[] {
  return properties.map(({ name, value }) => spokenStates[name]?.(wordOf(value)) ?? '')
}

function focusOf(node: Node | undefined, current: string | null): string {
  const role = wordOf(node?.role)
  // The body, which no tree has.
  if (!node || role === 'generic') return 'nothing has the focus'
  const value = wordOf(node.value)
  const description = wordOf(node.description)
  const parts = [
    quoted(wordOf(node.name)),
    roleWords[role] ?? role,
    ...statesOf(node),
    current && current !== 'false' ? `current ${current === 'true' ? '' : current}`.trim() : '',
    value && `value ${quoted(value)}`,
    description && `described as ${quoted(description)}`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** Only what the tree does not tell of one node: its cell's row and column, and the heading above it. */
function surroundings(page: Page) {
  return page.evaluate(() => {
    const focused = document.activeElement
    const cell = focused?.closest('td, th')
    const row = cell?.closest('tr')
    const at = cell instanceof HTMLTableCellElement ? cell.cellIndex : -1
    const isAbove = (heading: Element) =>
      focused !== null &&
      (heading.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) > 0
    const within = focused?.closest('main, [role=dialog]')
    const headings = [...(within?.querySelectorAll('h1, h2, h3, h4') ?? [])]
    const heading = headings.filter((one) => one.checkVisibility()).findLast(isAbove)
    return {
      current: focused?.getAttribute('aria-current') ?? null,
      row: row?.querySelector('th[scope=row]')?.textContent ?? '',
      column: cell?.closest('table')?.tHead?.rows[0]?.cells[at]?.textContent ?? '',
      heading: heading
        ? `heading ${heading.localName.slice(1)} “${heading.textContent?.trim()}”`
        : '',
    }
  })
}

/** What is said of the focus as it stands. */
export async function speak(page: Page, cdp: CDPSession): Promise<Spoken> {
  const [node, ...around] = await ancestry(cdp, focused)
  const [entry] = await ancestry(cdp, active)
  const { current, row, column, heading } = await surroundings(page)
  const stands = around
    .filter((one) => places.has(wordOf(one.role)))
    .filter((one) => !needsName.has(wordOf(one.role)) || wordOf(one.name))
    .map((one) => `${wordOf(one.role)} ${wordOf(one.name) && quoted(wordOf(one.name))}`.trim())
    .toReversed()
  const cells = [row && `row ${quoted(row)}`, column && `column ${quoted(column)}`]
  return {
    where: [...stands, ...cells, heading].filter((one) => one !== ''),
    focus: [focusOf(node, current), entry ? focusOf(entry, null) : ''].filter(Boolean).join(' → '),
  }
}
