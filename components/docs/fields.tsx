import { type Field, fieldAnchor } from '@/lib/server/docs/fields'
import { Inline } from './markdown'

type Props = {
  fields: readonly Field[]
  /** Stands before each path in the address of a field. */
  id: string
  label: string
  /** Whether Foyer sends them: then only what may be absent is worth a word. */
  inResponse?: boolean
}

/** Parameters or members, each with an address, and with what is in it. */
export function Fields({ fields, id, label, inResponse = false }: Props) {
  return (
    <ul className="docs-fields" aria-label={label}>
      {fields.map((field) => (
        <FieldRow key={field.path} field={field} id={id} inResponse={inResponse} />
      ))}
    </ul>
  )
}

type RowProps = { field: Field; id: string; inResponse: boolean }

function FieldRow({ field, id, inResponse }: RowProps) {
  const { name, type, required, limits, description, fields } = field
  const anchor = fieldAnchor(id, field)
  return (
    <li id={anchor}>
      <p className="docs-field">
        <a className="docs-anchor" href={`#${anchor}`}>
          <code>{name}</code>
        </a>{' '}
        <span className="docs-type">{type}</span>{' '}
        <Presence required={required} inResponse={inResponse} />
      </p>
      {description && (
        <p>
          <Inline>{description}</Inline>
        </p>
      )}
      {limits.length > 0 && <p className="small soft docs-limits">{limits.join(' · ')}</p>}
      {fields.length > 0 && (
        <Fields fields={fields} id={id} label={`In ${name}`} inResponse={inResponse} />
      )}
    </li>
  )
}

function Presence({ required, inResponse }: { required: boolean; inResponse: boolean }) {
  if (inResponse) return required ? null : <span className="soft">may be absent</span>
  return required ? (
    <span className="docs-required">required</span>
  ) : (
    <span className="soft">optional</span>
  )
}
