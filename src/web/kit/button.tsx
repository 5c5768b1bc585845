import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'
import { Icon, type IconName } from './icon.tsx'

/**
 * A button with a verb. `main` is the one main action of a screen and the only cinnabar there is; `plain` (default) is
 * every other; `quiet` has no border; `danger` is for what cannot be taken back. `keys` shows the shortcut.
 */
export function Button(
  props: ComponentProps<'button'> & {
    kind?: 'main' | 'plain' | 'quiet' | 'danger'
    icon?: IconName
    keys?: string
    busy?: boolean
    /** Only the drawing is shown; the children stay as the name for screen readers and as the tooltip. */
    iconOnly?: boolean
    children: ReactNode
  },
) {
  const { kind = 'plain', icon, keys, busy, iconOnly, children, className, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={`${styles['button']} ${styles[kind]} ${iconOnly ? styles['square'] : ''} ${className ?? ''}`}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      {...(iconOnly ? { title: `${String(children)}${keys ? ` (${keys})` : ''}` } : {})}
    >
      {icon ? <Icon name={icon} /> : null}
      <span className={iconOnly ? 'visually-hidden' : undefined}>{children}</span>
      {keys && !iconOnly ? <span className={styles['keys']}>{keys}</span> : null}
    </button>
  )
}
