'use client'

import { useTranslations } from 'next-intl'
import { useScripting } from '@/components/ui/scripting'
import { accentIn } from '@/lib/accent'
import type { SettingsControls } from './settings-model'

type Props = { form: SettingsControls; error: string | undefined }

/** Foyer's own accent, as app/styles/tokens.css has it. */
const own = {
  light: { accent: '#0a5458', 'accent-ink': '#ffffff' },
  dark: { accent: '#7fd0cf', 'accent-ink': '#0b2425' },
} as const

const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text)

/** The accent: chosen in the browser's own control or typed, with what it makes of a button. */
export function AccentField({ form, error }: Props) {
  const t = useTranslations('desk.settings')
  const scripting = useScripting()
  const typed = form.watch('accentColor').trim()
  const choose = (color: string) => form.setValue('accentColor', color, { shouldDirty: true })
  return (
    <div className="field">
      <label htmlFor="accentColor">{t('accent')}</label>
      <p className="field-hint" id="accentColor-hint">
        {t('accentHint')}
      </p>
      <div className="row">
        <input
          type="color"
          className="swatch"
          aria-label={t('accentPick')}
          disabled={!scripting}
          value={isColor(typed) ? typed.toLowerCase() : own.light.accent}
          onChange={(event) => choose(event.target.value)}
        />
        <input
          {...form.register('accentColor')}
          id="accentColor"
          className="input accent-code"
          placeholder={own.light.accent}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          aria-invalid={error ? true : undefined}
          aria-describedby="accentColor-hint accentColor-error"
        />
        {typed !== '' && (
          <button type="button" className="button button-quiet" onClick={() => choose('')}>
            {t('accentReset')}
          </button>
        )}
      </div>
      <p className="field-error" id="accentColor-error">
        {error}
      </p>
      <div className="row">
        <Preview theme="light" color={typed} />
        <Preview theme="dark" color={typed} />
      </div>
    </div>
  )
}

/** A button on the ground of a theme. Drawn, since a strict content policy allows no styles here. */
function Preview({ theme, color }: { theme: 'light' | 'dark'; color: string }) {
  const t = useTranslations('desk.settings')
  const shades = isColor(color) ? accentIn(theme, color.toLowerCase()) : own[theme]
  return (
    <svg className="accent-preview" width="180" height="72" role="img" aria-label={t(theme)}>
      <rect width="180" height="72" rx="6" fill={grounds[theme]} />
      <rect x="20" y="18" width="140" height="36" rx="6" fill={shades.accent} />
      <text x="90" y="41" textAnchor="middle" fill={shades['accent-ink']} fontWeight="600">
        {t(theme)}
      </text>
    </svg>
  )
}

const grounds = { light: '#fffdf9', dark: '#1e2324' } as const
