import { securitySchemes } from './openapi/document'

/** Each kind of credential: its name in the document, and how it is sent. */
export function credentialKinds(): { name: string; description: string }[] {
  return Object.entries(securitySchemes()).map(([name, { description }]) => ({ name, description }))
}
