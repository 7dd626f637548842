import { defaultSettings } from '@/lib/schemas/settings'
import { getEnv } from '@/lib/server/runtime/env'
import { getSettings } from '@/lib/server/settings/settings'
import { hasLinks } from '@/lib/server/signup-tokens/lists/links'
import { hasMembers } from '@/lib/server/signup-tokens/lists/members'

/** By which a browser remembers that its first steps are hidden; proxy.ts sets it for `?steps=hidden`. */
export const stepsCookie = 'foyer-steps'

type FirstStep = 'name' | 'address' | 'link' | 'person'

type FirstSteps = Record<FirstStep, boolean>

/** Names by which only this machine finds itself. */
const local = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Which of the first steps of a new instance are done. */
export async function firstSteps(): Promise<FirstSteps> {
  const [{ instanceName }, link, person] = await Promise.all([
    getSettings(),
    hasLinks(),
    hasMembers(),
  ])
  return {
    name: instanceName !== defaultSettings.instanceName,
    address: !local.test(new URL(getEnv().publicUrl).hostname),
    link,
    person,
  }
}
