'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback } from 'react'

type Shown = {
  text: string
  /** Undoes the change. */
  undo?: () => Promise<void>
  /** What often comes next, on another page. */
  next?: NextStep
}

export type NextStep = { label: string; href: string }

const lifetime = 10_000

/** Shows a short notification, with a button that undoes the change where that is possible. */
export function useToast(): (toast: Shown) => void {
  const t = useTranslations('desk.ui')
  const { add, close } = Toast.useToastManager()
  return useCallback(
    ({ text, undo, next }) => {
      const id = add({
        title: text,
        data: next,
        ...(undo && {
          actionProps: {
            children: t('undo'),
            onClick: () => {
              close(id)
              void undo()
            },
          },
        }),
      })
    },
    [add, close, t],
  )
}

/**
 * The place where toasts appear; F6 goes there. They stay while the pointer or the focus is on them
 * (WCAG 2.2.1).
 */
export function Toasts({ children }: { children: ReactNode }) {
  const t = useTranslations('desk.ui')
  return (
    <Toast.Provider timeout={lifetime} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label={t('notifications')}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const t = useTranslations('desk.ui')
  const { toasts } = Toast.useToastManager<NextStep>()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast">
      <Toast.Content className="toast-content">
        <Toast.Title render={<p />} />
        {toast.data && (
          <Link className="button button-quiet" prefetch={false} href={toast.data.href}>
            {toast.data.label}
          </Link>
        )}
        <Toast.Action className="button button-quiet" />
        {(toast.data || toast.actionProps) && (
          <span className="visually-hidden">{t('toastKey')}</span>
        )}
        <Toast.Close className="button button-quiet button-icon" aria-label={t('dismiss')}>
          <X aria-hidden="true" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
