import Markdown from 'react-markdown'
import rehypeSlug from 'rehype-slug'
import remarkGfm from 'remark-gfm'
import { CopyCode } from './copy-code'

/** Code that scrolls within its box, with a button that copies it. */
export function Code({ children }: { children: React.ReactNode }) {
  return (
    <div className="docs-code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <pre className="code" tabIndex={0}>
        {children}
      </pre>
      <CopyCode />
    </div>
  )
}

/** A text of several paragraphs. Raw HTML in it is shown as text. */
export function Text({ children }: { children: string }) {
  return (
    <Markdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[rehypeSlug]}
      components={{
        pre: ({ children: code }) => <Code>{code}</Code>,
        h2: ({ id, children: title }) => (
          <h2 id={id}>
            <a className="docs-anchor" href={`#${id}`}>
              {title}
            </a>
          </h2>
        ),
        table: ({ children: rows }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
          <div className="docs-table" tabIndex={0}>
            <table>{rows}</table>
          </div>
        ),
      }}
    >
      {children}
    </Markdown>
  )
}

/** Sentences within a paragraph. */
export function Inline({ children }: { children: string }) {
  return (
    <Markdown components={{ p: ({ children: words }) => <>{words}</> }} skipHtml>
      {children}
    </Markdown>
  )
}
