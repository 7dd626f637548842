'use client'

/**
 * Copies by the clipboard API, or on plain http, where there is none, by selecting the text of an
 * input. Without one, one is created, beside `near`: in a dialog nothing outside takes focus.
 */
export async function copyText(
  text: string,
  input: HTMLInputElement | null,
  near?: HTMLElement,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return input ? copySelected(input) : copyBeside(text, near)
  }
}

function copySelected(input: HTMLInputElement): boolean {
  input.select()
  return document.execCommand('copy')
}

function copyBeside(text: string, near: HTMLElement | undefined): boolean {
  const input = document.createElement('input')
  input.className = 'visually-hidden'
  input.value = text
  near?.after(input)
  const done = copySelected(input)
  input.remove()
  near?.focus()
  return done
}
