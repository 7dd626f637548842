import { getTranslations } from 'next-intl/server'
import { Section } from '@/components/admin/ui/section'
import { roleKey, roles } from '@/lib/roles'
import { PersonDelete } from './person-delete'
import { PersonForm } from './person-form'
import type { Person } from './person-values'

type Props = {
  person: Person & { isLastAdmin: boolean; roleTexts: Partial<Record<number, string>> }
  isSelf: boolean
}

/** What can be changed of a person, and the end of their account. */
export async function PersonProfile({ person, isSelf }: Props) {
  const [t, role] = await Promise.all([getTranslations('desk.person'), getTranslations('roles')])
  const { id, name, email, username, roleId, version, isLastAdmin, roleTexts } = person
  const choices = roles.map((one) => ({ id: one.id, name: role(roleKey(one.id)) }))
  return (
    <>
      <Section title={t('details')}>
        <PersonForm
          person={{ id, name, email, username, roleId, version }}
          roles={choices}
          roleTexts={roleTexts}
          isLastAdmin={isLastAdmin}
          isSelf={isSelf}
        />
      </Section>
      {!isLastAdmin && !isSelf && (
        <Section title={t('delete')}>
          <PersonDelete person={{ id, name, email, version }} />
        </Section>
      )}
    </>
  )
}
