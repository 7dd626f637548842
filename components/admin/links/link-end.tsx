'use client'

import type { UseFormRegister } from 'react-hook-form'
import { bothTimes } from '@/components/admin/ui/exact-time'
import { Field } from '@/components/forms/field'
import { endOf, type LinkForm, lifetimes } from './link-values'

type Props = {
  register: UseFormRegister<LinkForm>
  ends: string
  endsAt: string
  standing?: string | undefined
  maxDays: number
  errors: { ends: string | undefined; endsAt: string | undefined }
}

/** When a link ends: a span from now, or a date; told in the viewer's zone and in UTC. */
export function LinkEnd({ register, ends, endsAt, standing, maxDays, errors }: Props) {
  const presets = lifetimes.filter(({ value }) => Number(value) <= maxDays * 24)
  const end = ends === 'keep' ? standing : endOf({ ends, endsAt }, new Date())?.toISOString()
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
          {standing && <option value="keep">as it does now</option>}
          {presets.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          <option value="at">at a date and time</option>
        </select>
        <p className="field-hint" id="link-ends-hint">
          {end && bothTimes(end).map((time) => <span key={time}>{time}</span>)}
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
