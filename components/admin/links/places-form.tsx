'use client'

import { useTranslations } from 'next-intl'
import { DialogActions } from '@/components/admin/ui/dialog'
import { limitOf } from '@/components/admin/ui/places'
import { useChange } from '@/components/admin/ui/use-change'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { Field } from '@/components/forms/field'
import { useApiForm } from '@/components/forms/use-api-form'
import { type UpdateSignupTokenInput, updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { apiPath, type LinkView } from './link-values'

type Props = { link: LinkView; onDone: () => void }

/** How many places a link has in all; ten more are proposed. */
export function PlacesForm({ link, onDone }: Props) {
  const t = useTranslations('desk')
  const { change } = useChange()
  const { messages, labels } = useSentences()
  const url = apiPath(link)
  const undo = {
    method: 'PUT',
    url,
    body: { maxUses: link.maxUses },
    done: t('ui.undone'),
  } as const
  const { register, errorOf, onSubmit, busy } = useApiForm<
    { places: string },
    UpdateSignupTokenInput
  >({
    schema: updateSignupTokenSchema,
    fields: ['places'],
    defaultValues: { places: String((link.maxUses ?? link.useCount) + 10) },
    toBody: ({ places }) => ({ maxUses: limitOf(places) }),
    fieldOf: () => 'places',
    messages,
    labels,
    focusesField: true,
    // The toast of `change` has said it.
    tell: () => undefined,
    send: (body) =>
      change({ method: 'PUT', url, body, done: t('links.updated'), undo, inForm: true }),
    onDone,
  })
  return (
    <form className="stack" noValidate onSubmit={onSubmit}>
      <Field
        {...register('places')}
        id="places-in-all"
        label={t('linkForm.placesInAll')}
        hint={t('linkForm.joinedSoFar', { count: link.useCount })}
        inputMode="numeric"
        autoComplete="off"
        error={errorOf('places')}
      />
      <DialogActions>
        <button type="submit" className="button button-primary" aria-busy={busy}>
          {t('linkForm.addPlaces')}
        </button>
      </DialogActions>
    </form>
  )
}
