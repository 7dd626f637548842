/** A role and what administrators say that it may do here. */
export function RoleText({ name, text }: { name: string; text: string | null }) {
  return (
    <>
      {name}
      {text && <p className="soft small lines">{text}</p>}
    </>
  )
}
