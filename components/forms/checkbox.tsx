import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<'input'>, 'id' | 'type' | 'checked'> & {
  id: string
  label: string
  hint?: string | undefined
  /** Whether it is ticked at first. */
  checked: boolean
  error?: string | undefined
}

/** A labelled check box that sends the text `true` without scripts, with its hint and its error (WCAG 1.3.1, 3.3.1, 3.3.2). */
export function Checkbox({ id, label, hint, checked, error, ...input }: Props) {
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label className="check">
        <input
          {...input}
          id={id}
          type="checkbox"
          value="true"
          defaultChecked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {label}
      </label>
      {hint && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      <p className="field-error" id={errorId}>
        {error}
      </p>
    </div>
  )
}
