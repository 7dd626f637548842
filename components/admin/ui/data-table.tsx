'use client'

import {
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { useScripting } from '@/components/ui/scripting'
import { useKeptFocus } from './use-kept-focus'

export type Column<Row> = {
  id: string
  head: string
  cell: (row: Row) => ReactNode
  /** `main` is what the row is called, `end` its menu, `actions` its buttons; all stay on a phone. */
  kind?: 'main' | 'number' | 'soft' | 'end' | 'actions'
  /** 3, 2 and 1 are left out as the page narrows; 1 on a phone only. */
  priority?: 1 | 2 | 3
  /** Where the head leads, and how the rows are sorted by it now. */
  sort?: { href: string; direction: 'ascending' | 'descending' | null }
}

type Props<Row> = {
  label: string
  /** Styles of a list that differs on a phone. */
  className?: string
  rows: Row[]
  columns: Column<Row>[]
  /** Rows can be selected where a bar says what can be done with them. */
  bulk?: (selected: Row[], done: () => void) => ReactNode
}

const features = tableFeatures({ rowSelectionFeature })

/** A list of rows: sorted by the server, selected in the browser. On a phone each row is a card. */
export function DataTable<Row extends { id: string | number; name: string }>({
  label,
  className = '',
  rows,
  columns,
  bulk,
}: Props<Row>) {
  const t = useTranslations('desk.ui')
  const scripting = useScripting()
  const element = useRef<HTMLTableElement>(null)
  useKeptFocus(element)
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({})
  const table = useTable({
    features,
    data: rows,
    columns: columns.map(({ id }) => ({ id })),
    getRowId: ({ id }: Row) => String(id),
    state: { rowSelection },
    onRowSelectionChange: setRowSelection,
  })
  // What is not on the page any more is not selected either.
  const selected = rows.filter(({ id }) => rowSelection[String(id)])
  return (
    <>
      <table ref={element} className={`rows ${className}`} aria-label={label}>
        <thead>
          <tr>
            {bulk && (
              <th scope="col" className="cell-check">
                <label className="check">
                  <input
                    type="checkbox"
                    disabled={!scripting}
                    checked={rows.length > 0 && selected.length === rows.length}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                  <span className="visually-hidden">{t('selectAll')}</span>
                </label>
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-row={row.id}
              aria-selected={bulk ? row.getIsSelected() : undefined}
            >
              {bulk && (
                <td className="cell-check">
                  <label className="check">
                    <input
                      type="checkbox"
                      disabled={!scripting}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                    <span className="visually-hidden">
                      {t('selectNamed', { name: row.original.name })}
                    </span>
                  </label>
                </td>
              )}
              {columns.map((column) => (
                <Cell key={column.id} column={column}>
                  {column.cell(row.original)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {bulk && selected.length > 0 && bulk(selected, () => setRowSelection({}))}
    </>
  )
}

function classOf<Row>({ kind, priority }: Column<Row>): string | undefined {
  const classes = [kind && `cell-${kind}`, priority && `priority-${priority}`].filter(Boolean)
  return classes.length > 0 ? classes.join(' ') : undefined
}

/** What a row is called is its header: whoever moves within another column hears in which row. */
function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const className = classOf(column)
  if (column.kind !== 'main') return <td className={className}>{children}</td>
  return (
    <th scope="row" className={className}>
      {children}
    </th>
  )
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const { head, sort, kind } = column
  const isSilent = kind === 'end' || kind === 'actions'
  const arrows = { ascending: ArrowUp, descending: ArrowDown }
  const Arrow = sort?.direction ? arrows[sort.direction] : ChevronsUpDown
  return (
    <th scope="col" className={classOf(column)} aria-sort={sort?.direction ?? undefined}>
      {sort ? (
        <Link href={sort.href} prefetch={false} scroll={false}>
          {head}
          <Arrow aria-hidden="true" />
        </Link>
      ) : (
        <span className={isSilent ? 'visually-hidden' : undefined}>{head}</span>
      )}
    </th>
  )
}
