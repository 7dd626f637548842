'use client'

import { useRouter } from 'next/navigation'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { useToast } from '@/components/admin/shell/toasts'
import { formProblems, sentences } from '@/components/admin/ui/sentences'
import { errorText, useChange } from '@/components/admin/ui/use-change'
import { Field } from '@/components/forms/field'
import { submitJson, type Translate } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { useScripting } from '@/components/ui/scripting'
import { roles } from '@/lib/roles'
import { type UpdateUserInput, updateUserSchema } from '@/lib/schemas/user'
import {
  changes,
  fieldOf,
  names,
  type Person,
  saidOf,
  type Values,
  valuesOf,
} from './person-values'

type Props = {
  person: Person
  isLastAdmin: boolean
}

const fields = ['name', 'email', 'role'] as const

/** What is new since the form was filled; fields that nobody has typed in follow. */
function useNews(person: Person, onNews: (values: Values) => void) {
  const [base, setBase] = useState(person)
  const [news, setNews] = useState<string[]>([])
  const ours = useRef(false)
  useEffect(() => {
    if (person.version === base.version) return
    const [before, after] = [valuesOf(base), valuesOf(person)]
    const changed = fields.filter((key) => before[key] !== after[key])
    setNews(ours.current ? [] : changed.map((field) => saidOf(field, after[field])))
    ours.current = false
    setBase(person)
    onNews(after)
  }, [person, base, onNews])
  return { base, news, ours }
}

/** The form, and how it is saved: only what differs, and only over the version that was read. */
function usePersonForm(person: Person) {
  const router = useRouter()
  const toast = useToast()
  const { change } = useChange()
  const url = `/api/admin/user-admin/${person.id}`
  const api = useApiForm<Values, UpdateUserInput>({
    schema: updateUserSchema,
    fields,
    defaultValues: valuesOf(person),
    toBody: (values) => changes(valuesOf(base), values),
    fieldOf,
    messages: sentences,
    labels: formProblems,
    focusesField: true,
    tell: (text) => toast({ text }),
    send: save,
    onUnchanged: () => toast({ text: 'No changes.' }),
    onDone: (_, body) => saved(body),
    onRefused: errorText,
  })
  const { reset, getValues } = api.form
  const [follow] = useState(() => (values: Values) => reset(values, { keepDirtyValues: true }))
  const { base, news, ours } = useNews(person, follow)

  async function save(body: UpdateUserInput, translate: Translate) {
    const headers = { 'if-match': `"${base.version}"` }
    const outcome = await submitJson('PUT', url, body, translate, headers)
    if (outcome.status === 'offline') router.refresh()
    else if (outcome.status === 'refused' && outcome.problems.length === 0) router.refresh()
    return outcome
  }

  function saved({ name, email }: UpdateUserInput) {
    // As the API has cleaned them.
    const values = { ...getValues(), ...(name && { name }), ...(email && { email }) }
    ours.current = true
    reset(values)
    const body = changes(values, valuesOf(base))
    const undo = async () => {
      ours.current = true
      await change({ method: 'PUT', url, body, done: 'Undone.' })
    }
    toast({ text: 'Changes saved.', undo })
    router.refresh()
  }
  return { ...api, news }
}

/** Name, email address and role of a person. Shows what somebody else has changed in the meantime. */
export function PersonForm({ person, isLastAdmin }: Props) {
  const scripting = useScripting()
  const { register, errorOf, news, onSubmit, busy } = usePersonForm(person)
  return (
    <form className="card stack" aria-labelledby="person-form" noValidate onSubmit={onSubmit}>
      <h2 id="person-form">Name, email and role</h2>
      <div role="alert">
        {news.length > 0 && (
          <p className="note note-warn">
            Somebody else changed this in the meantime, so your changes were not saved.{' '}
            {news.join(' ')} Check it, then save again.
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
          aria-busy={busy}
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
          : 'At least one administrator is required. Make somebody else an administrator first.'}
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
