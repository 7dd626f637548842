'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useToast } from '@/components/admin/ui/toasts'
import { useChange } from '@/components/admin/ui/use-change'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { submitJson, type Translate } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { type UpdateUserInput, updateUserSchema } from '@/lib/schemas/user'
import { changes, fieldOf, type Person, type Values, valuesOf } from './person-values'

const fields = ['name', 'email', 'role'] as const

/** A field that somebody else has changed, and what it holds now. */
export type News = { field: keyof Values; value: string }

/** What is new since the form was filled; fields that nobody has typed in follow. */
function useNews(person: Person, onNews: (values: Values) => void) {
  const [base, setBase] = useState(person)
  const [news, setNews] = useState<News[]>([])
  const ours = useRef(false)
  useEffect(() => {
    if (person.version === base.version) return
    const [before, after] = [valuesOf(base), valuesOf(person)]
    const changed = fields.filter((key) => before[key] !== after[key])
    setNews(ours.current ? [] : changed.map((field) => ({ field, value: after[field] })))
    ours.current = false
    setBase(person)
    onNews(after)
  }, [person, base, onNews])
  return { base, news, ours }
}

/** The form, and how it is saved: only what differs, and only over the version that was read. */
export function usePersonForm(person: Person) {
  const t = useTranslations('desk.person')
  const ui = useTranslations('desk.ui')
  const router = useRouter()
  const toast = useToast()
  const { change } = useChange()
  const { messages, labels, errorText } = useSentences()
  const url = `/api/admin/user-admin/${person.id}`
  const api = useApiForm<Values, UpdateUserInput>({
    schema: updateUserSchema,
    fields,
    defaultValues: valuesOf(person),
    toBody: (values) => changes(valuesOf(base), values),
    fieldOf,
    messages,
    labels,
    focusesField: true,
    tell: (text) => toast({ text }),
    send: save,
    onUnchanged: () => toast({ text: t('unchanged') }),
    onDone: (_, body) => saved(body),
    onRefused: errorText,
  })
  const { reset, getValues } = api.form
  const [follow] = useState(() => (values: Values) => reset(values, { keepDirtyValues: true }))
  const { base, news, ours } = useNews(person, follow)

  async function save(body: UpdateUserInput, translate: Translate) {
    const headers = { 'if-match': `"${base.version}"` }
    const outcome = await submitJson('PUT', url, body, translate, headers)
    if (outcome.status === 'refused' && outcome.problems.length === 0) router.refresh()
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
      await change({ method: 'PUT', url, body, done: ui('undone') })
    }
    toast({ text: t('saved'), undo })
    router.refresh()
  }
  return { ...api, news }
}
