import type { ComponentProps, ReactNode } from 'react'

type Props = Omit<ComponentProps<'input'>, 'id'> & {
  /** Also the name, unless one is given. */
  id: string
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** A control inside the input's right end. */
  action?: ReactNode
}

/** A labelled input with its hint and its error, wired for screen readers (WCAG 1.3.1, 3.3.1, 3.3.2). */
export function Field({ id, label, hint, error, action, ...input }: Props) {
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      <div className={action ? 'input-group' : undefined}>
        <input
          name={id}
          {...input}
          id={id}
          className="input"
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {action}
      </div>
      <p className="field-error" id={errorId}>
        {error}
      </p>
    </div>
  )
}
