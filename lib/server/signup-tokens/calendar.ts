import { now } from '@/lib/server/runtime/clock'
import { inviteUrl } from './responses'

type Entry = { id: string; nonce: string; startsAt: Date; summary: string }

/** An instant as RFC 5545 writes it: `20301231T180000Z`. */
function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** RFC 5545, 3.3.11: special characters in a text are escaped; it cannot contain line breaks. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ')
}

/** A calendar file (RFC 5545) with one entry: the moment a link opens. */
export function calendarEvent(entry: Entry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Foyer//EN',
    'BEGIN:VEVENT',
    `UID:${entry.id}@foyer`,
    `DTSTAMP:${stamp(now())}`,
    `DTSTART:${stamp(entry.startsAt)}`,
    `SUMMARY:${escapeText(entry.summary)}`,
    `URL:${inviteUrl(entry)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.join('\r\n')}\r\n`
}
