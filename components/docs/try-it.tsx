'use client'

import { type FormEvent, type MouseEvent, useRef, useState } from 'react'
import { useScripting } from '@/components/ui/scripting'
import { addressOf, findProblems, type Outcome, type Problems, sendRequest } from './send-request'
import type { TryField, TryItFacts } from './try-it-facts'

type Step = 'filling' | 'asking' | 'sending'

/** What the form does, and what it has to show. */
function useTryIt(facts: TryItFacts) {
  const form = useRef<HTMLFormElement>(null)
  const [step, setStep] = useState<Step>('filling')
  const [address, setAddress] = useState('')
  const [problems, setProblems] = useState<Problems>({})
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [failed, setFailed] = useState(false)

  async function send() {
    if (!form.current) return
    setStep('sending')
    try {
      const answer = await sendRequest(facts, new FormData(form.current))
      setOutcome(answer)
      setProblems(answer.problems)
    } catch {
      setFailed(true)
    }
    setStep('filling')
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const found = findProblems(facts, data)
    setProblems(found)
    setOutcome(null)
    setFailed(false)
    if (Object.keys(found).length > 0) return setStep('filling')
    setAddress(addressOf(facts, data))
    if (facts.method === 'GET') void send()
    else setStep('asking')
  }

  return { form, step, setStep, address, problems, outcome, failed, send, onSubmit }
}

/** A form that sends the operation to this instance. A write is confirmed first. */
export function TryIt({ facts }: { facts: TryItFacts }) {
  const { method, groups, file } = facts
  const scripting = useScripting()
  const { form, step, setStep, address, problems, outcome, failed, send, onSubmit } =
    useTryIt(facts)
  return (
    // Its fields never become part of the page's address.
    <form ref={form} className="stack docs-try" method="post" noValidate onSubmit={onSubmit}>
      <noscript>
        <p className="note note-warn">This form needs JavaScript. The samples work without it.</p>
      </noscript>
      {groups.map(({ id, title, fields }) => (
        <fieldset key={id} className="stack-tight">
          <legend>{title}</legend>
          {fields.map((field) => (
            <Field
              key={field.name}
              field={field}
              name={`${id}.${field.name}`}
              problem={problems[`${id}.${field.name}`]}
            />
          ))}
        </fieldset>
      ))}
      {file !== null && (
        <p className="field">
          <label htmlFor="try-file">File</label>
          <input id="try-file" className="input" type="file" name="file" accept={file} />
        </p>
      )}
      {step === 'asking' ? (
        <Question
          request={`${method} ${address}`}
          isPublic={facts.isPublic}
          onSend={send}
          onCancel={() => setStep('filling')}
        />
      ) : (
        <button
          type="submit"
          className="button button-primary"
          disabled={!scripting}
          aria-busy={step === 'sending'}
        >
          Send request
        </button>
      )}
      <div role="status" className="stack-tight">
        {failed && (
          <p className="note note-bad">
            Foyer did not respond. Check whether the request had an effect before you send it again.
          </p>
        )}
        {outcome && <Answer outcome={outcome} />}
      </div>
    </form>
  )
}

type QuestionProps = {
  request: string
  isPublic: boolean
  onSend: () => Promise<void>
  onCancel: () => void
}

/** The same function each time, so that it is called once. */
const takeFocus = (question: HTMLDivElement | null) => question?.focus()

/** Of a double click on what was in its place before, a button does not get the second half. */
const onFirstClick =
  (act: () => void) =>
  ({ detail }: MouseEvent) => {
    if (detail < 2) act()
  }

/** Has the focus itself, so that a second Enter sends nothing. */
function Question({ request, isPublic, onSend, onCancel }: QuestionProps) {
  return (
    <div ref={takeFocus} tabIndex={-1} className="note note-warn">
      <div className="stack-tight">
        <p>
          This changes real data on this instance
          {isPublic ? ', without your session' : ', in your name'}:
        </p>
        <p className="docs-endpoint">
          <code>{request}</code>
        </p>
        <p className="row">
          <button
            type="button"
            className="button button-primary"
            onClick={onFirstClick(() => void onSend())}
          >
            Confirm and send
          </button>
          <button type="button" className="button" onClick={onFirstClick(onCancel)}>
            Cancel
          </button>
        </p>
      </div>
    </div>
  )
}

function Answer({ outcome: { status, body } }: { outcome: Outcome }) {
  return (
    <>
      <p>
        <strong>{status}</strong>
      </p>
      {body && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
        <pre className="code docs-answer" tabIndex={0}>
          {body}
        </pre>
      )}
    </>
  )
}

type FieldProps = { field: TryField; name: string; problem: string | undefined }

function Field({ field, name, problem }: FieldProps) {
  const { name: label, kind, required, hint, value } = field
  const id = `try-${name}`
  const shared = {
    id,
    name,
    className: 'input code',
    defaultValue: value,
    autoComplete: 'off',
    spellCheck: false,
    'aria-describedby': `${id}-hint ${id}-error`,
    'aria-invalid': problem !== undefined,
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        <code>{label}</code>
        {required && <span className="soft"> required</span>}
      </label>
      {kind === 'list' ? (
        <textarea {...shared} rows={3} />
      ) : (
        <input {...shared} type={label === 'password' ? 'password' : 'text'} />
      )}
      <span id={`${id}-hint`} className="field-hint">
        {hint}
      </span>
      <span id={`${id}-error`} className="field-error" role="alert">
        {problem}
      </span>
    </div>
  )
}
