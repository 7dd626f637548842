import { headers } from 'next/headers'

/** Where the logo of the instance is and how wide, as proxy.ts says; null where it has none. */
async function findLogo(): Promise<{ src: string; width: number } | null> {
  const [src, width] = (await headers()).get('x-foyer-logo')?.split(' ') ?? []
  return src && width ? { src, width: Number(width) } : null
}

/** The logo of the instance, else Foyer's mark, with the name. */
export async function BrandContent({ name }: { name: string }) {
  const logo = await findLogo()
  return (
    <>
      {logo ? <Logo {...logo} /> : <Mark />}
      <span>{name}</span>
    </>
  )
}

/** The same on a line of its own. */
export function Brand({ name }: { name: string }) {
  return (
    <p className="brand">
      <BrandContent name={name} />
    </p>
  )
}

/** Its box has a size, so nothing moves once it is loaded. */
function Logo({ src, width }: { src: string; width: number }) {
  // biome-ignore lint/performance/noImgElement: at most 200 kB, cached for good, and already small
  return <img className="brand-logo" src={src} alt="" width={width} height={40} />
}

/** A doorway with light in it. */
function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
      <path d="M4 20V8a7 7 0 0 1 14 0v12z" fill="currentColor" />
      <path d="M11 20V8.5L15 10v10z" fill="var(--surface-raised)" />
    </svg>
  )
}
