import { createClient } from './client'

// FOYER_URL=http://localhost:3000 FOYER_TOKEN='*:*.…' npx tsx client/example.ts

const { FOYER_URL: url = 'http://localhost:3000', FOYER_TOKEN: token = '' } = process.env
const foyer = createClient({ url, token })

const expiresAt = new Date(Date.now() + 48 * 3600e3).toISOString()
const created = await foyer.POST('/api/admin/invite-link/tokens', {
  body: { name: 'Rowing club', expiresAt, maxUses: 10, show: { title: 'Rowing in spring' } },
})
if (created.error) throw new Error(`${created.error.name}: ${created.error.message}`)
console.info(`Share ${created.data.url}`)

const { data, error } = await foyer.GET('/api/admin/invite-link/tokens/{token}/users', {
  params: { path: { token: created.data.secret }, query: { limit: 10 } },
})
if (error) throw new Error(`${error.name}: ${error.message}`)
for (const { name, email } of data.users) console.info(`${name} <${email}> joined`)
