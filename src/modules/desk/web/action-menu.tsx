import { Menu } from '@mantine/core'
import { Button } from '#web/kit/button.tsx'
import styles from './desk.module.css'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly isDangerous?: boolean
  /** Does something, or opens an address of ours in a new tab. */
  readonly run?: () => void
  readonly href?: string
}

/** The abilities that are not the next step. Arrows move, Enter chooses, Escape closes. */
export function ActionMenu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  if (items.length === 0) return null
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false} returnFocus>
      <Menu.Target>
        <Button icon="more">{label}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) =>
          item.href ? (
            <Menu.Item key={item.id} component="a" href={item.href} target="_blank" rel="noopener">
              {item.label}
            </Menu.Item>
          ) : (
            <Menu.Item key={item.id} className={item.isDangerous ? styles['dangerous'] : undefined} onClick={item.run}>
              {item.label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
