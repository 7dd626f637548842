'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { FieldValues, UseFormRegister } from 'react-hook-form'
import { DialogActions } from '@/components/admin/ui/dialog'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { Field } from '@/components/forms/field'
import type { Outcome } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { formatInstant } from '@/lib/instants'
import { updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { instantOf, laterEnd, toLocal } from './link-values'

type Values = { by: string; at: string }

type Props = {
  /** The end that is extended, or now. */
  from: string
  maxDays: number
  label: string
  /** Sets the new end. */
  send: (expiresAt: string) => Promise<Outcome<unknown>>
  onDone: () => void
}

const spans = [1, 7, 30] as const

/** A later end: by some days, or a date. */
export function ExtendForm({ from, maxDays, label, send, onDone }: Props) {
  const t = useTranslations('desk.linkForm')
  const { messages, labels, errorText } = useSentences()
  const endOf = (days: number) => laterEnd(from, days, maxDays, new Date())
  const { form, register, errorOf, problem, onSubmit, busy } = useApiForm<Values, FieldValues>({
    schema: updateSignupTokenSchema,
    fields: ['by', 'at'],
    defaultValues: { by: '7', at: toLocal(endOf(7).toISOString()) },
    toBody: ({ by, at }) => ({
      expiresAt: by === 'at' ? instantOf(at) : endOf(Number(by)).toISOString(),
    }),
    fieldOf: (_, { by }) => (by === 'at' ? 'at' : 'by'),
    messages,
    labels,
    focusesField: true,
    onRefused: errorText,
    send: ({ expiresAt }) => send(String(expiresAt)),
    onDone,
  })
  const isDate = form.watch('by') === 'at'
  return (
    <form className="stack" noValidate onSubmit={onSubmit}>
      <div role="alert">{problem && <p className="note note-bad">{problem}</p>}</div>
      <Spans register={register} endOf={endOf} error={errorOf('by')} />
      {isDate && (
        <Field
          {...register('at')}
          id="extend-at"
          label={t('date')}
          hint={t('dateHint', { days: maxDays })}
          type="datetime-local"
          error={errorOf('at')}
        />
      )}
      <DialogActions>
        <button type="submit" className="button button-primary" aria-busy={busy}>
          {label}
        </button>
      </DialogActions>
    </form>
  )
}

type SpansProps = {
  register: UseFormRegister<Values>
  endOf: (days: number) => Date
  error: string | undefined
}

function Spans({ register, endOf, error }: SpansProps) {
  const t = useTranslations('desk.linkForm')
  const locale = useLocale()
  return (
    <fieldset className="choices" aria-describedby="extend-error">
      <legend>{t('newEnd')}</legend>
      {spans.map((days) => (
        <label key={days} className="check">
          <input type="radio" value={days} {...register('by')} />
          {t('days', { count: days })}
          <span className="soft small">{formatInstant(endOf(days), { locale })}</span>
        </label>
      ))}
      <label className="check">
        <input type="radio" value="at" {...register('by')} />
        {t('untilDate')}
      </label>
      <p className="field-error" id="extend-error">
        {error}
      </p>
    </fieldset>
  )
}
