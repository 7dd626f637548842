import type { Operation } from '@/lib/api/operation'
import {
  type BodyFacts,
  factsOf,
  type OperationFacts,
  type ResponseFacts,
} from '@/lib/server/docs/operation-facts'
import { Fields } from './fields'
import { Code, Inline } from './markdown'
import { TryIt } from './try-it'
import { tryItFacts } from './try-it-facts'

type Props = { operation: Operation; path: string; signedIn: boolean }

/** The page of one operation, below its title. */
export function OperationPage({ operation, path, signedIn }: Props) {
  const facts = factsOf(operation)
  const { url, access, parameters, body, responses, errors, samples } = facts
  const tryIt = tryItFacts(facts, new Date())
  return (
    <div className="docs-operation">
      <div className="docs-text">
        <p className="row small docs-jumps">
          <a href="#samples">Samples</a>
          {tryIt && <a href="#try-it">Try it</a>}
          <a href="#errors">Errors</a>
        </p>
        <p className="docs-endpoint">
          <Method method={operation.method} /> <code>{url}</code>
        </p>
        {operation.description && (
          <p>
            <Inline>{operation.description}</Inline>
          </p>
        )}
        <Section id="authentication" title="Authentication">
          <p>
            <Inline>{access}</Inline> See{' '}
            <a href="/docs/reference#authentication">all credentials</a>.
          </p>
        </Section>
        {parameters.map(({ id, title, fields }) => (
          <Section key={id} id={id} title={title}>
            <Fields fields={fields} id={id} label={title} />
          </Section>
        ))}
        {body && <Body body={body} />}
        {responses.map((response) => (
          <Response key={response.id} response={response} />
        ))}
        <Errors errors={errors} />
      </div>
      <div className="docs-aside">
        <Samples samples={samples} />
        {tryIt && (
          <Section id="try-it" title="Try it">
            {signedIn ? (
              <TryIt facts={tryIt} />
            ) : (
              <p>
                <a href={`/login?next=${encodeURIComponent(`${path}#try-it`)}`}>Sign in</a> to send
                this request from here.
              </p>
            )}
          </Section>
        )}
      </div>
    </div>
  )
}

/** The method of a request; its colour only repeats it. */
function Method({ method }: { method: string }) {
  return <span className={`docs-method docs-method-${method.toLowerCase()}`}>{method}</span>
}

type SectionProps = { id: string; title: string; children: React.ReactNode }

function Section({ id, title, children }: SectionProps) {
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>
        <a className="docs-anchor" href={`#${id}`}>
          {title}
        </a>
      </h2>
      {children}
    </section>
  )
}

function Body({ body: { schema, description, types, fields } }: { body: BodyFacts }) {
  return (
    <Section id="body" title="Request body">
      <p>
        {schema && (
          <>
            <code>{schema}</code>, as{' '}
          </>
        )}
        {types.map((type, index) => (
          <span key={type}>
            {index > 0 && ' or '}
            <code>{type}</code>
          </span>
        ))}
        . <Inline>{description}</Inline>
      </p>
      {fields.length > 0 && <Fields fields={fields} id="body" label="Request body" />}
    </Section>
  )
}

function Response({ response }: { response: ResponseFacts }) {
  const { id, status, description, schema, headers, fields, example } = response
  return (
    <Section id={id} title={`Response ${status}`}>
      <p>
        <Inline>{description}</Inline>
        {schema && (
          <>
            {' '}
            Its schema is <code>{schema}</code>.
          </>
        )}
      </p>
      {headers.length > 0 && (
        <Fields fields={headers} id={`${id}-header`} label="Response headers" inResponse />
      )}
      {fields.length > 0 && (
        <Fields fields={fields} id={id} label={`Response ${status}`} inResponse />
      )}
      {example !== undefined && (
        <details>
          <summary>Example</summary>
          <Code>{JSON.stringify(example, null, 2)}</Code>
        </details>
      )}
    </Section>
  )
}

function Errors({ errors }: Pick<OperationFacts, 'errors'>) {
  return (
    <Section id="errors" title="Errors">
      <ul className="docs-fields">
        {errors.map(({ name, status, when, body }) => (
          <li key={name} id={`error-${name}`}>
            <p>
              <a className="docs-anchor" href={`#error-${name}`}>
                {status} <code>{name}</code>
              </a>
            </p>
            <p>
              <Inline>{when}</Inline>
            </p>
            <details>
              <summary className="small">Body</summary>
              <Code>{JSON.stringify(body, null, 2)}</Code>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** One at a time is open, without scripts too: they have the same name. */
function Samples({ samples }: Pick<OperationFacts, 'samples'>) {
  return (
    <Section id="samples" title="Samples">
      {samples.map(({ language, name, code }, index) => (
        <details key={language} name="sample" open={index === 0}>
          <summary>{name}</summary>
          <Code>{code}</Code>
        </details>
      ))}
    </Section>
  )
}
