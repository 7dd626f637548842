export type SummaryItem = {
  /** The id of the field, or null for the form as a whole. */
  field: string | null
  message: string
}

type Props = {
  /** Where the browser jumps to, and puts the focus, when a form comes back without scripts. */
  id: string
  title: string
  items: SummaryItem[]
  ref?: React.Ref<HTMLDivElement>
}

/** What went wrong, with a link to each field (WCAG 3.3.1). */
export function ProblemList({ id, title, items, ref }: Props) {
  return (
    <div ref={ref} id={id} tabIndex={-1} className="note note-bad">
      <div className="stack-tight">
        <h2>{title}</h2>
        <ul>
          {items.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {field ? <a href={`#${field}`}>{message}</a> : message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
