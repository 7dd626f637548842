import { credentialKinds } from '@/lib/server/docs/credentials'
import { Inline } from './markdown'

/** How each kind of credential is sent, as the document says it. */
export function Authentication() {
  return (
    <section className="stack-tight" aria-labelledby="authentication">
      <h2 id="authentication">Authentication</h2>
      <dl className="docs-schemes">
        {credentialKinds().map(({ name, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <Inline>{description}</Inline>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
