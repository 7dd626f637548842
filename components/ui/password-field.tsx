'use client'

import { type ComponentProps, useState, useSyncExternalStore } from 'react'
import { Field } from './field'

type Props = Omit<ComponentProps<typeof Field>, 'type' | 'action'> & {
  labels: { show: string; showPassword: string }
  /** For Apple's and 1Password's generators. */
  rules?: string
}

const nothingToWatch = () => () => undefined

/** Whether scripts run here: false while the server renders, true in the browser. */
export function useScripting(): boolean {
  return useSyncExternalStore(
    nothingToWatch,
    () => true,
    () => false,
  )
}

/** A password with a button that shows it (ASVS 6.2.6, 6.2.7). Without scripts there is no button. */
export function PasswordField({ labels, rules, ...field }: Props) {
  const [shown, setShown] = useState(false)
  const scripting = useScripting()
  const toggle = (
    <button
      type="button"
      className="button button-quiet toggle"
      aria-pressed={shown}
      aria-controls={field.id}
      aria-label={labels.showPassword}
      onClick={() => setShown(!shown)}
    >
      {labels.show}
    </button>
  )
  const generator = rules ? { passwordrules: rules } : {}
  return (
    <Field
      {...field}
      {...generator}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      action={scripting ? toggle : undefined}
    />
  )
}
