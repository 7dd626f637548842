import { getTranslations } from 'next-intl/server'
import { Field } from '@/components/forms/field'
import { ProblemList, type SummaryItem } from '@/components/forms/problem-list'
import { instanceName } from '@/components/ui/instance-name'

type Props = {
  /** Where the form is posted. */
  action: string
  /** Whether this browser has just asked. */
  asked: boolean
  typed: { email?: string }
  problems: SummaryItem[]
}

/** "Ask for a new invite", on the page of a link that is over. A plain form: it needs no scripts. */
export async function InviteRequestForm({ action, asked, typed, problems }: Props) {
  const t = await getTranslations()
  if (asked) {
    return (
      <p className="note note-good" role="status">
        {t('ask.done')}
      </p>
    )
  }
  const [problem] = problems
  return (
    <form method="post" action={action} className="card stack">
      <h2>{t('ask.title')}</h2>
      <p>{t('ask.text', { instance: await instanceName() })}</p>
      {problem && (
        <div role="alert">
          <ProblemList id="problems" title={t('common.summary')} items={problems} />
        </div>
      )}
      <Field
        id="email"
        label={t('invite.email')}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={typed.email}
        error={problem?.field === 'email' ? problem.message : undefined}
      />
      <button type="submit" className="button">
        {t('ask.submit')}
      </button>
    </form>
  )
}
