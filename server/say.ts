/** A sentence for the person who started the process, as it is; what goes on later is for the log. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

/** The same for what is wrong, beside what a command prints. */
export function sayWrong(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
