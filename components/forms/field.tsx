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

/**
 * What is typed keeps its own direction on a page of the other one. The blank placeholder is for the style
 * sheet, which knows an empty field by it: nothing typed has no direction.
 */
function directionOf({ type = 'text', inputMode }: ComponentProps<'input'>) {
  if (type === 'email') return { dir: 'ltr' }
  return type === 'text' && inputMode !== 'numeric' ? { dir: 'auto', placeholder: ' ' } : {}
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
          {...(!action && directionOf(input))}
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
