import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<'textarea'>, 'id'> & {
  id: string
  label: string
  hint: string
  error?: string | undefined
}

/** A labelled text of several lines, with its hint and its error. */
export function TextArea({ id, label, hint, error, ...input }: Props) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <p className="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
      <textarea
        name={id}
        rows={4}
        {...input}
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
      />
      <p className="field-error" id={`${id}-error`}>
        {error}
      </p>
    </div>
  )
}
