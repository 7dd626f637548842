'use client'

import { useTranslations } from 'next-intl'
import { useChange } from '@/components/admin/ui/use-change'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { useApiForm } from '@/components/forms/use-api-form'
import { type UpdateSignupTokenInput, updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { apiPath, type LinkView } from './link-values'

type Props = {
  link: LinkView
  /** Called when the name is saved, and when it is left as it was. */
  onEnd: () => void
}

/** Takes the focus and selects the name, once, when the field appears. */
function takeFocus(form: HTMLFormElement | null) {
  const input = form?.querySelector('input')
  input?.focus()
  input?.select()
}

/** A link's name as a field, in the place of the name: Enter saves it, Escape leaves it as it was. */
export function RenameLink({ link, onEnd }: Props) {
  const t = useTranslations('desk')
  const { change } = useChange()
  const { messages, labels } = useSentences()
  const url = apiPath(link)
  const undo = { method: 'PUT', url, body: { name: link.name }, done: t('ui.undone') } as const
  const { register, errorOf, onSubmit } = useApiForm<{ name: string }, UpdateSignupTokenInput>({
    schema: updateSignupTokenSchema,
    fields: ['name'],
    defaultValues: { name: link.name },
    toBody: ({ name }) => (name.trim() === link.name ? {} : { name }),
    messages,
    labels,
    focusesField: true,
    tell: () => undefined,
    send: (body) =>
      change({ method: 'PUT', url, body, done: t('links.renamed'), undo, inForm: true }),
    onUnchanged: onEnd,
    onDone: onEnd,
  })
  const { onBlur, ...field } = register('name')
  const error = errorOf('name')
  return (
    <form ref={takeFocus} className="rename" noValidate onSubmit={onSubmit}>
      <input
        {...field}
        className="input"
        dir="auto"
        aria-label={t('links.newName', { name: link.name })}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `rename-${link.id}` : undefined}
        autoComplete="off"
        onBlur={(event) => {
          void onBlur(event)
          // Whoever goes on without a change is done here, once the focus is where they went.
          if (event.currentTarget.value.trim() === link.name) setTimeout(onEnd)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEnd()
        }}
      />
      {error && (
        <p className="field-error" id={`rename-${link.id}`}>
          {error}
        </p>
      )}
    </form>
  )
}
