import { getTranslations } from 'next-intl/server'
import { chooseLocale } from '@/i18n/preferences'
import * as pages from '@/lib/api/pages'
import { AppError } from '@/lib/errors'
import { methods, route } from '@/lib/server/http/route'
import { wrongToken } from '@/lib/server/limits/wrong-tokens'
import { findInviteForPage } from '@/lib/server/pages/invite'
import { getSettings } from '@/lib/server/settings/settings'
import { calendarEvent } from '@/lib/server/signup-tokens/calendar'
import { stateTable } from '@/lib/signup-token-state'

/** When a link opens that is not open yet, as a calendar entry. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route(pages.publicFile, {
    handle: async ({ params, request }) => {
      const invite = await findInviteForPage(params.token)
      if (!invite) throw await wrongToken('NotFoundError')
      const { startsAt } = invite.link
      if (stateTable[invite.state].offers !== 'calendar' || !startsAt) {
        throw new AppError('NotFoundError')
      }
      const { instanceName: instance, languages } = await getSettings()
      const t = await getTranslations({ locale: chooseLocale(request, languages) })
      const summary = t('closed.calendarTitle', { instance: invite.title ?? instance })
      const body = calendarEvent({ ...invite.link, startsAt, summary })
      const headers = {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="invite.ics"',
        'cache-control': 'no-store',
      }
      return new Response(body, { headers })
    },
  }),
})
