'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { UseFormRegister } from 'react-hook-form'
import { Field } from '@/components/forms/field'
import { formatInstant } from '@/lib/instants'
import { endOf, type LinkForm, lifetimes, lifetimeText } from './link-values'

type Props = {
  register: UseFormRegister<LinkForm>
  ends: string
  endsAt: string
  standing?: string | undefined
  maxDays: number
  errors: { ends: string | undefined; endsAt: string | undefined }
  /** Another control beside it, where there is room. */
  children: ReactNode
}

/** When a link ends: a span from now, or a date; shown in the time zone of the browser. */
export function LinkEnd(props: Props) {
  const { register, ends, endsAt, standing, maxDays, errors, children } = props
  const t = useTranslations('desk.linkForm')
  const locale = useLocale()
  const presets = lifetimes.filter((hours) => hours <= maxDays * 24)
  const end = ends === 'keep' && standing ? new Date(standing) : endOf({ ends, endsAt }, new Date())
  return (
    <>
      <div className="pair">
        <div className="field">
          <label htmlFor="link-ends">{t('ends')}</label>
          <select
            {...register('ends')}
            id="link-ends"
            className="input"
            aria-invalid={errors.ends ? true : undefined}
            aria-describedby="link-ends-hint link-ends-error"
          >
            {standing && <option value="keep">{t('keepEnd')}</option>}
            {presets.map((hours) => {
              const { key, count } = lifetimeText(hours)
              return (
                <option key={hours} value={hours}>
                  {t(key, { count })}
                </option>
              )
            })}
            <option value="at">{t('onDate')}</option>
          </select>
          <p className="field-hint" id="link-ends-hint">
            {end && ends !== 'at' && formatInstant(end, { locale })}
          </p>
          <p className="field-error" id="link-ends-error">
            {errors.ends}
          </p>
        </div>
        {children}
      </div>
      {ends === 'at' && (
        <Field
          {...register('endsAt')}
          id="link-ends-at"
          label={t('date')}
          hint={t('dateHint', { days: maxDays })}
          type="datetime-local"
          error={errors.endsAt}
        />
      )}
    </>
  )
}
