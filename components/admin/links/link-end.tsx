'use client'

import type { UseFormRegister } from 'react-hook-form'
import { Field } from '@/components/forms/field'
import { formatInstant } from '@/lib/instants'
import { endOf, type LinkForm, lifetimes } from './link-values'

type Props = {
  register: UseFormRegister<LinkForm>
  ends: string
  endsAt: string
  standing?: string | undefined
  maxDays: number
  errors: { ends: string | undefined; endsAt: string | undefined }
}

/** When a link ends: a span from now, or a date; shown in the time zone of the browser. */
export function LinkEnd({ register, ends, endsAt, standing, maxDays, errors }: Props) {
  const presets = lifetimes.filter(({ value }) => Number(value) <= maxDays * 24)
  const end = ends === 'keep' && standing ? new Date(standing) : endOf({ ends, endsAt }, new Date())
  return (
    <>
      <div className="field">
        <label htmlFor="link-ends">Ends</label>
        <select
          {...register('ends')}
          id="link-ends"
          className="input"
          aria-invalid={errors.ends ? true : undefined}
          aria-describedby="link-ends-hint link-ends-error"
        >
          {standing && <option value="keep">Keep current end</option>}
          {presets.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          <option value="at">On a specific date</option>
        </select>
        <p className="field-hint" id="link-ends-hint">
          {end && formatInstant(end)}
        </p>
        <p className="field-error" id="link-ends-error">
          {errors.ends}
        </p>
      </div>
      {ends === 'at' && (
        <Field
          {...register('endsAt')}
          id="link-ends-at"
          label="Date and time"
          hint={`In your time zone, at most ${maxDays} days from now.`}
          type="datetime-local"
          error={errors.endsAt}
        />
      )}
    </>
  )
}
