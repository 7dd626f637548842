import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { GET as validate } from '@/app/invite/[token]/validate/route'
import { nextNumber, signupBody } from './factories'
import { params, request } from './requests'

/** An address that no other test of this file has. */
export function someone(): string {
  const number = nextNumber()
  return `10.0.${number >> 8}.${number & 255}`
}

/** What server/http says of where a request came from. */
export const from = (address: string) => ({ 'x-forwarded-for': address })

export function check(token: string, address: string, headers: Record<string, string> = {}) {
  const all = { ...headers, ...from(address) }
  return validate(request('GET', `/invite/${token}/validate`, { headers: all }), params({ token }))
}

export function join(token: string, address: string, body: unknown = signupBody()) {
  const sent = request('POST', `/invite/${token}/signup`, { body, headers: from(address) })
  return signUp(sent, params({ token }))
}

/** The statuses of so many requests, one after the other. */
export async function statuses(count: number, work: () => Promise<Response>): Promise<number[]> {
  const seen: number[] = []
  for (let n = 0; n < count; n += 1) seen.push((await work()).status)
  return seen
}

export const many = <T>(count: number, value: T) => Array.from({ length: count }, () => value)
