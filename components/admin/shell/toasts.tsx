'use client'

import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'

type Toast = {
  text: string
  /** Undoes the change. */
  undo?: () => Promise<void>
}

type Shown = Toast & { id: number }

const lifetime = 10_000
const ToastContext = createContext<(toast: Toast) => void>(() => undefined)

/** Shows a short notification, with a button that undoes the change where that is possible. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext)
}

/** The place where toasts appear. They stay while the pointer or the focus is on them (WCAG 2.2.1). */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([])
  const held = useRef(false)
  const serial = useRef(0)
  const remove = useCallback((id: number) => {
    setToasts((all) => all.filter((toast) => toast.id !== id))
  }, [])
  const show = useCallback(
    (toast: Toast) => {
      serial.current += 1
      const id = serial.current
      setToasts((all) => [...all.slice(-2), { ...toast, id }])
      const expire = () => {
        if (held.current) setTimeout(expire, 1000)
        else remove(id)
      }
      setTimeout(expire, lifetime)
    },
    [remove],
  )
  const hold = (on: boolean) => () => {
    held.current = on
  }
  return (
    <ToastContext value={show}>
      {children}
      <section
        className="toasts"
        aria-label="Notifications"
        onPointerEnter={hold(true)}
        onPointerLeave={hold(false)}
        onFocus={hold(true)}
        onBlur={hold(false)}
      >
        <div role="status">
          {toasts.map(({ id, text, undo }) => (
            <div key={id} className="toast">
              <span>{text}</span>
              {undo && (
                <button
                  type="button"
                  className="button button-quiet"
                  onClick={() => {
                    remove(id)
                    void undo()
                  }}
                >
                  Undo
                </button>
              )}
            </div>
          ))}
        </div>
      </section>
    </ToastContext>
  )
}
