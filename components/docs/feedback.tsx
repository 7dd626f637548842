import { Contact } from '@/components/ui/contact'

/** What became of the reader's answer, if they have just given one. */
export type Outcome = 'counted' | 'limited' | 'failed' | null

type Props = {
  path: string
  outcome: Outcome
  /** What readers said so far, for administrators. */
  votes: { helpful: number; total: number } | null
  /** Whom to tell about mistakes, as administrators wrote it. */
  contact: string
}

/** The foot of a page: whether it was helpful, and whom to tell what is wrong or missing. */
export function Feedback({ path, outcome, votes, contact }: Props) {
  return (
    <div className="stack-tight">
      {outcome === 'counted' ? (
        <p id="thanks" role="status" tabIndex={-1} className="note note-good">
          Thank you.
        </p>
      ) : (
        <Question path={path} problem={outcome && problems[outcome]} />
      )}
      {votes && (
        <p className="small soft">
          {votes.helpful} of {votes.total} {votes.total === 1 ? 'reader' : 'readers'} found this
          page helpful.
        </p>
      )}
      {contact && (
        <p className="small soft">
          Is something wrong or missing on this page? Tell <Contact contact={contact} />.
        </p>
      )}
    </div>
  )
}

const problems = {
  limited: 'Too many answers from your connection. Wait a minute, then try again.',
  failed: 'Your answer could not be saved. Try again.',
}

function Question({ path, problem }: { path: string; problem: string | null }) {
  return (
    <>
      {problem && (
        <p id="problems" role="alert" tabIndex={-1} className="note note-bad">
          {problem}
        </p>
      )}
      <form
        method="post"
        action={`/docs/vote?${new URLSearchParams({ page: path })}`}
        aria-labelledby="helpful"
        className="row"
      >
        <p id="helpful">Was this page helpful?</p>
        <button type="submit" name="helpful" value="yes" className="button">
          Yes
        </button>
        <button type="submit" name="helpful" value="no" className="button">
          No
        </button>
      </form>
    </>
  )
}
