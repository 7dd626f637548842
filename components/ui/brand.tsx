/** The mark: a doorway with light in it. */
export function Brand({ name, href }: { name: string; href?: string }) {
  const mark = (
    <>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
        <path d="M4 20V8a7 7 0 0 1 14 0v12z" fill="currentColor" />
        <path d="M11 20V8.5L15 10v10z" fill="var(--surface-raised)" />
      </svg>
      <span>{name}</span>
    </>
  )
  if (!href) return <p className="brand">{mark}</p>
  return (
    <a className="brand" href={href}>
      {mark}
    </a>
  )
}
