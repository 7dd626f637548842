'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useToast } from '@/components/admin/shell/toasts'
import { errorText, useChange } from '@/components/admin/ui/use-change'
import { Field } from '@/components/forms/field'
import { type Outcome, submitJson } from '@/components/forms/submit-json'
import { useScripting } from '@/components/ui/scripting'
import { roles } from '@/lib/roles'
import {
  changes,
  names,
  type Person,
  personSchema,
  saidOf,
  type Values,
  valuesOf,
} from './person-values'

type Props = {
  person: Person
  /** A sentence for each error code. */
  messages: Record<string, string>
  isLastAdmin: boolean
}

const own: Record<string, string> = { emailTaken: 'Somebody else has this email address.' }

/** What is new since the form was filled; fields that nobody has typed in follow. */
function useNews(person: Person, onNews: (values: Values) => void) {
  const [base, setBase] = useState(person)
  const [news, setNews] = useState<string[]>([])
  const ours = useRef(false)
  useEffect(() => {
    if (person.version === base.version) return
    const [before, after] = [valuesOf(base), valuesOf(person)]
    const fields = (['name', 'email', 'role'] as const).filter((key) => before[key] !== after[key])
    setNews(ours.current ? [] : fields.map((field) => saidOf(field, after[field])))
    ours.current = false
    setBase(person)
    onNews(after)
  }, [person, base, onNews])
  return { base, news, ours }
}

const fields = { rootRole: 'role', email: 'email', name: 'name' } as const

/** The form, and how it is saved: only what differs, and only over the version that was read. */
function usePersonForm({ person, messages }: Props) {
  const router = useRouter()
  const toast = useToast()
  const { change } = useChange()
  const form = useForm<Values>({
    resolver: zodResolver(personSchema),
    defaultValues: valuesOf(person),
  })
  const { setError, reset, formState } = form
  const [follow] = useState(() => (values: Values) => reset(values, { keepDirtyValues: true }))
  const { base, news, ours } = useNews(person, follow)
  const errorOf = (name: keyof Values) => {
    const code = formState.errors[name]?.message
    return code && (own[code] ?? messages[code] ?? code)
  }

  function saved(values: Values, url: string) {
    ours.current = true
    reset(values)
    const body = changes(values, valuesOf(base))
    const undo = async () => {
      ours.current = true
      await change({ method: 'PUT', url, body, done: 'Changed back.' })
    }
    toast({ text: `${values.name} is saved.`, undo })
    router.refresh()
  }

  function showProblems(outcome: Outcome<unknown>): boolean {
    const problems = outcome.status === 'refused' ? outcome.problems : []
    for (const { field, message } of problems) {
      if (Object.hasOwn(fields, field)) setError(fields[field as keyof typeof fields], { message })
    }
    return problems.length > 0
  }

  async function save(values: Values) {
    const body = changes(valuesOf(base), values)
    if (Object.keys(body).length === 0) return toast({ text: 'Nothing has changed.' })
    const url = `/api/admin/user-admin/${person.id}`
    const outcome = await submitJson('PUT', url, body, (code) => code, {
      'if-match': `"${base.version}"`,
    })
    if (outcome.status === 'done') return saved(values, url)
    if (showProblems(outcome)) return
    toast({ text: errorText(outcome) })
    router.refresh()
  }
  return { ...form, errorOf, news, onSubmit: form.handleSubmit(save) }
}

/** Name, email address and role of a person. Tells what somebody else has changed meanwhile. */
export function PersonForm(props: Props) {
  const { person, isLastAdmin } = props
  const scripting = useScripting()
  const { register, errorOf, news, onSubmit, formState } = usePersonForm(props)
  return (
    <form
      className="card stack"
      aria-labelledby="person-form"
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      <h2 id="person-form">Name, email and role</h2>
      <div role="alert">
        {news.length > 0 && (
          <p className="note note-warn">
            Somebody has changed this meanwhile, and nothing of yours was saved. {news.join(' ')}{' '}
            Look at it, then save again.
          </p>
        )}
      </div>
      <Field {...register('name')} id="person-name" label={names.name} error={errorOf('name')} />
      <Field
        {...register('email')}
        id="person-email"
        label={names.email}
        type="email"
        hint="They sign in with it."
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        error={errorOf('email')}
      />
      <RoleField {...register('role')} only={isLastAdmin ? person.roleId : null} />
      <div className="row">
        <button
          type="submit"
          className="button button-primary"
          disabled={!scripting}
          aria-busy={formState.isSubmitting}
        >
          Save changes
        </button>
      </div>
    </form>
  )
}

type RoleProps = ComponentProps<'select'> & {
  /** The one role that can be chosen, for the last administrator. */
  only: number | null
}

function RoleField({ only, ...select }: RoleProps) {
  return (
    <div className="field">
      <label htmlFor="person-role">{names.role}</label>
      <p className="field-hint" id="person-role-hint">
        {only === null
          ? 'Changing the role signs them out and ends their API tokens and password reset links.'
          : 'This is the last administrator, and has to stay one. Make somebody else one first.'}
      </p>
      <select {...select} id="person-role" className="input" aria-describedby="person-role-hint">
        {roles
          .filter(({ id }) => only === null || id === only)
          .map(({ id, name, can }) => (
            <option key={id} value={id}>
              {name}: {can}
            </option>
          ))}
      </select>
    </div>
  )
}
