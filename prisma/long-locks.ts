/** The last migration from before the rule. Nobody can change it any more: it may have been applied. */
export const lastBeforeRule = '20261130060002_docs_votes'

/** Tables that stay small, so that a lock on them is short whatever it is for. */
const small = new Set(['Role', 'Setting', 'DocsVote'])

/** A name, quoted or not. */
const name = String.raw`"?(\w+)"?`

type Rule = { pattern: RegExp; advice: string }

/** What reads or rewrites a whole table while it is locked. The first group is the table. */
const rules: Rule[] = [
  {
    pattern: new RegExp(`^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY).*? ON (?:ONLY )?${name}`, 'is'),
    advice: 'CREATE INDEX CONCURRENTLY, alone in its migration',
  },
  {
    pattern: new RegExp(
      String.raw`^ALTER TABLE (?:ONLY )?${name}.*\bADD CONSTRAINT\b(?=.*\b(?:FOREIGN KEY|CHECK)\b)(?!.*\bNOT VALID\b)`,
      'is',
    ),
    advice: 'ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in the next migration',
  },
  {
    pattern: new RegExp(
      String.raw`^ALTER TABLE (?:ONLY )?${name}.*\bADD CONSTRAINT\b(?=.*\b(?:UNIQUE|PRIMARY KEY)\b)(?!.*\bUSING INDEX\b)`,
      'is',
    ),
    advice: 'a unique index CONCURRENTLY, then ADD CONSTRAINT … USING INDEX',
  },
  {
    pattern: new RegExp(
      String.raw`^ALTER TABLE (?:ONLY )?${name}.*\bALTER (?:COLUMN )?\S+ (?:SET DATA )?TYPE\b`,
      'is',
    ),
    advice: 'a new column, filled in batches',
  },
  {
    pattern: new RegExp(String.raw`^ALTER TABLE (?:ONLY )?${name}.*\bSET NOT NULL\b`, 'is'),
    advice: 'a CHECK (… IS NOT NULL) NOT VALID that is validated first',
  },
  {
    pattern: new RegExp(
      String.raw`^ALTER TABLE (?:ONLY )?${name}.*\bADD (?:COLUMN )?.*\bDEFAULT\b.*(?:random|uuid|clock_timestamp|nextval)\w*\(`,
      'is',
    ),
    advice: 'a column without that default, filled in batches',
  },
  {
    pattern: new RegExp(String.raw`^(?:UPDATE|DELETE FROM) (?:ONLY )?${name}(?!.*\bWHERE\b)`, 'is'),
    advice: 'batches, by the clean-up',
  },
  {
    pattern: new RegExp(`^(?:CLUSTER|VACUUM FULL|LOCK TABLE) ${name}`, 'i'),
    advice: 'nothing of that kind',
  },
]

/** The statements of a migration, without comments; bodies of functions stay whole. */
function statementsOf(sql: string): string[] {
  const bodies: string[] = []
  const text = sql
    .replace(/--.*$/gm, '')
    .replace(/\$(\w*)\$.*?\$\1\$/gs, (body) => `\u0000${bodies.push(body)}\u0000`)
  return text.split(';').map((statement) => statement.replace(/\s+/g, ' ').trim())
}

/**
 * Finds what would lock a big table for as long as it is read or rewritten, so that people wait for an
 * upgrade. Tables that the migration itself creates are empty.
 * @returns a sentence for each, with what to do instead
 */
export function longLocks(sql: string): string[] {
  const statements = statementsOf(sql)
  const created = statements.flatMap(
    (statement) => new RegExp(`^CREATE TABLE ${name}`, 'i').exec(statement)?.[1] ?? [],
  )
  return statements.flatMap((statement) =>
    rules.flatMap(({ pattern, advice }) => {
      const table = pattern.exec(statement)?.[1]
      if (table === undefined || small.has(table) || created.includes(table)) return []
      return [`“${statement.slice(0, 80)}” locks ${table}: ${advice}.`]
    }),
  )
}
