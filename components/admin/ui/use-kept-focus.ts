'use client'

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const controls = 'a[href], button:not(:disabled), input:not(:disabled)'

/** Where the focus is within a table: the row, the cell of it, and the control of that. */
type Spot = { control: Element; row: string; at: number; cell: number; place: number }

function controlsOf(cell: Element | undefined): HTMLElement[] {
  return [...(cell?.querySelectorAll<HTMLElement>(controls) ?? [])]
}

function spotOf(control: HTMLElement): Spot | null {
  const row = control.closest('tr')
  const cell = control.closest<HTMLTableCellElement>('td, th')
  if (!row?.dataset.row || !cell) return null
  return {
    control,
    row: row.dataset.row,
    at: row.sectionRowIndex,
    cell: cell.cellIndex,
    place: controlsOf(cell).indexOf(control),
  }
}

/** The same control of the same row, if that is there still, else of the row that took its place. */
function nearest(body: HTMLTableSectionElement, { row, at, cell, place }: Spot) {
  const rows = [...body.rows]
  const same = rows.find(({ dataset }) => dataset.row === row)
  const found = controlsOf((same ?? rows[Math.min(at, rows.length - 1)])?.cells[cell])
  return same ? found[0] : (found[place] ?? found[0])
}

const isLost = ({ control }: Spot) =>
  !control.isConnected && document.activeElement === document.body

/**
 * Keeps the focus in a table where what had it goes: a button that has done its work, or its row. With the last
 * row it goes to the title of the page.
 */
export function useKeptFocus(table: RefObject<HTMLTableElement | null>): void {
  const spot = useRef<Spot | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const isWithin = target instanceof HTMLElement && table.current?.tBodies[0]?.contains(target)
      spot.current = isWithin ? spotOf(target) : null
    }
    document.addEventListener('focusin', note)
    return () => {
      document.removeEventListener('focusin', note)
      const last = spot.current
      // Once it is out of the page.
      setTimeout(() => {
        if (last && isLost(last)) document.querySelector<HTMLElement>('main h1')?.focus()
      })
    }
  }, [table])
  useLayoutEffect(() => {
    const body = table.current?.tBodies[0]
    if (body && spot.current && isLost(spot.current)) nearest(body, spot.current)?.focus()
  })
}
