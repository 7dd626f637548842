/** Prints a sentence for the person who started the process; later events go to the log. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

/** The same for errors, on stderr, apart from the output of a command. */
export function sayWrong(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
