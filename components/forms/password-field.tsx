'use client'

import {
  type ComponentProps,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { useScripting } from '@/components/ui/scripting'
import { PASSWORD_MAX_LENGTH } from '@/lib/password-policy'
import { Field } from './field'
import type { Strength } from './password-strength'

type Props = Omit<ComponentProps<typeof Field>, 'type' | 'action'> & {
  labels: Record<'show' | 'showPassword' | 'capsLock', string>
  /** For a new password: what to say of its strength. */
  advice?: Record<Strength, string>
}

/** What Apple's and 1Password's generators are told of a new password. */
function rulesFor(minLength: number): string {
  return `minlength: ${minLength}; maxlength: ${PASSWORD_MAX_LENGTH}; allowed: unicode;`
}

/**
 * A password with a button that shows it (ASVS 6.2.6, 6.2.7). Without scripts there is no button. One
 * with a `minLength` is a new one.
 */
export function PasswordField({ labels, advice, ...field }: Props) {
  const { shown, toggle: turn, button } = useShown(field.id)
  const [capsLock, setCapsLock] = useState(false)
  const strength = useStrength(advice !== undefined)
  const scripting = useScripting()
  const readCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  const toggle = (
    <button
      ref={button}
      type="button"
      className="button button-quiet toggle"
      aria-pressed={shown}
      aria-controls={field.id}
      aria-label={labels.showPassword}
      onMouseDown={keepFocus}
      onClick={turn}
    >
      {labels.show}
    </button>
  )
  const said = [capsLock && labels.capsLock, strength.value && advice?.[strength.value]]
  return (
    <div className="stack-tight">
      <Field
        {...field}
        {...(field.minLength !== undefined && { passwordrules: rulesFor(field.minLength) })}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        action={scripting ? toggle : undefined}
        onFocus={strength.prepare}
        onInput={(event) => strength.judge(event.currentTarget.value)}
        onKeyUp={readCapsLock}
      />
      <p className="field-hint" aria-live="polite">
        {said.filter(Boolean).join(' ')}
      </p>
    </div>
  )
}

/** Whoever presses the button goes on typing: the field keeps the focus, and a phone its keyboard. */
const keepFocus = (event: MouseEvent) => event.preventDefault()

/** Whether the password is shown: hidden again when the form is sent; the caret stays where it is. */
function useShown(id: string) {
  const [shown, setShown] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const form = button.current?.form
    const hide = () => setShown(false)
    form?.addEventListener('submit', hide)
    return () => form?.removeEventListener('submit', hide)
  })
  const toggle = () => {
    const input = document.getElementById(id)
    if (!(input instanceof HTMLInputElement)) return
    const { selectionStart, selectionEnd } = input
    flushSync(() => setShown(!shown))
    // Chromium 150 lays the field out anew for its new type, and forgets a selection that was set before.
    input.getBoundingClientRect()
    input.setSelectionRange(selectionStart, selectionEnd)
  }
  return { shown, toggle, button }
}

/** Judges a password as it is typed. The judge is large and fetched only when the field is used. */
function useStrength(wanted: boolean) {
  const [value, setValue] = useState<Strength | null>(null)
  const latest = useRef('')
  const load = () => import('./password-strength')
  const prepare = () => void (wanted && load().catch(() => undefined))
  const judge = (password: string) => {
    latest.current = password
    if (!wanted) return
    if (password === '') return setValue(null)
    load()
      .then(({ strengthOf }) => latest.current === password && setValue(strengthOf(password)))
      // Advice is only advice: offline there is none.
      .catch(() => undefined)
  }
  return { value, prepare, judge }
}
