'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { ChevronRight, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import {
  type Does,
  type Entry,
  type EntryGroup,
  groupsFor,
  type Preferences,
  type Step,
  searchedFor,
} from './palette-entries'
import { useLinkAct } from './use-link-act'
import { usePaletteSearch } from './use-palette-search'

type Props = {
  preferences: Preferences
  /** How long a link stays open at most. */
  maxDays: number
  onClose: () => void
}

const start: Step = { name: 'all' }

/** The page's own address with another language or theme; proxy.ts remembers it. */
function prefer(name: string, value: string) {
  const address = new URL(window.location.href)
  address.searchParams.set(name, value)
  window.location.assign(address)
}

/** The same function each time, so that it is called once; also where a finger has opened the dialog. */
const takeFocus = (input: HTMLInputElement | null) => input?.focus()

/** A text field and what it finds: the first is chosen, Enter does it, Backspace goes a step back. */
export function PaletteList({ preferences, maxDays, onClose }: Props) {
  const t = useTranslations('desk.palette')
  const [text, setText] = useState('')
  const [step, setStep] = useState(start)
  const signOut = useRef<HTMLFormElement>(null)
  const router = useRouter()
  const act = useLinkAct(maxDays)
  const { found, failed, waiting } = usePaletteSearch(searchedFor(text, t))
  const groups = groupsFor({ text, step, found, preferences }, t)
  const go = (next: Step) => {
    setStep(next)
    setText('')
  }

  function run(does: Does) {
    if (does.kind === 'step') return go(does.step)
    if (does.kind === 'prefer') return prefer(does.name, does.value)
    if (does.kind === 'signOut') return signOut.current?.requestSubmit()
    onClose()
    if (does.kind === 'go') return router.push(does.href)
    void act(does.act, does.link)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && text === '' && step.name !== 'all') go(start)
  }

  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={text}
      onValueChange={(value, { reason }) => {
        // What is chosen is done, not written into the field.
        if (reason !== 'item-press') setText(value)
      }}
      autoHighlight="always"
      keepHighlight
    >
      <div className="palette-field">
        <Search aria-hidden="true" />
        {step.name !== 'all' && (
          <button type="button" className="palette-step" onClick={() => go(start)}>
            <span className="visually-hidden">{t('back')}: </span>
            {step.name === 'link' ? step.link.name : t(`commands.${step.name}`)}
          </button>
        )}
        <Autocomplete.Input
          ref={takeFocus}
          aria-label={t('label')}
          placeholder={t(`placeholders.${step.name}`)}
          onKeyDown={onKeyDown}
        />
      </div>
      <Autocomplete.List className="palette-list" aria-label={t('results')}>
        {(group: EntryGroup) => <Group key={group.value} group={group} run={run} />}
      </Autocomplete.List>
      <Autocomplete.Status className="palette-status">
        {failed ? t('failed') : groups.length === 0 && !waiting && t('none')}
      </Autocomplete.Status>
      <form ref={signOut} method="post" action="/logout" hidden />
    </Autocomplete.Root>
  )
}

function Group({ group, run }: { group: EntryGroup; run: (does: Does) => void }) {
  return (
    <Autocomplete.Group items={group.items}>
      <Autocomplete.GroupLabel className="palette-group">{group.value}</Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(entry: Entry) => (
          <Autocomplete.Item
            key={entry.id}
            value={entry}
            className="palette-option"
            onClick={() => run(entry.does)}
          >
            <span className="palette-name" dir="auto">
              {entry.name}
            </span>
            {entry.note && (
              <span className="palette-note" dir="auto">
                {entry.note}
              </span>
            )}
            {entry.does.kind === 'step' && <ChevronRight aria-hidden="true" size={16} />}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  )
}
