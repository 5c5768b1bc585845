import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './command-palette.module.css'
import { fits } from './fold.ts'
import { Keys } from './keys-help.tsx'
import { Sheet } from './sheet.tsx'
import { isComposing } from './shortcut-gate.ts'
import { useActiveShortcuts } from './use-shortcuts.ts'

/** One line of Ctrl K. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly keys?: string
  readonly run: () => void
}

/**
 * `Ctrl K`: runs any action of the screen or goes anywhere. Actions of the screen come by themselves from
 * `useShortcuts`; `commands` adds places and whatever else the shell offers. Words may be typed without marks.
 */
export function CommandPalette(props: { opened: boolean; onClose: () => void; commands: readonly Command[] }) {
  const { t } = useTranslation()
  const id = useId()
  const shortcuts = useActiveShortcuts()
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const all = useMemo<Command[]>(
    () => [
      ...shortcuts
        .filter((shortcut) => !shortcut.quiet)
        .map((shortcut) => ({
          id: `key:${shortcut.keys}`,
          label: shortcut.label,
          group: shortcut.group ?? t('palette.here'),
          keys: shortcut.keys,
          run: shortcut.run,
        })),
      ...props.commands,
    ],
    [shortcuts, props.commands, t],
  )
  const shown = all.filter((command) => fits(`${command.label} ${command.group}`, wanted))
  const chosen = Math.min(at, shown.length - 1)
  const close = () => {
    setWanted('')
    setAt(0)
    props.onClose()
  }
  const run = (command: Command | undefined) => {
    if (!command) return
    close()
    // After the sheet is gone, so that the action may open one of its own and set the focus.
    setTimeout(command.run, 0)
  }
  return (
    <Sheet place="top" opened={props.opened} onClose={close} title={t('palette.title')} hideTitle>
      <input
        className={styles['input']}
        data-focus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length ? `${id}-${chosen}` : undefined}
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step) {
            event.preventDefault()
            const next = (chosen + step + shown.length) % Math.max(1, shown.length)
            setAt(next)
            document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
          } else if (event.key === 'Enter') {
            event.preventDefault()
            run(shown[chosen])
          }
        }}
      />
      <div role="listbox" id={`${id}-list`} aria-label={t('palette.title')} className={styles['list']}>
        {shown.map((command, index) => (
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={styles['option']}
            onMouseMove={() => setAt(index)}
            onClick={() => run(command)}
            onKeyDown={(event) => event.key === 'Enter' && run(command)}
          >
            <span>{command.label}</span>
            <span className={styles['group']}>{command.group}</span>
            {command.keys ? <Keys of={command.keys} /> : null}
          </div>
        ))}
        {shown.length === 0 ? <p className={styles['nothing']}>{t('palette.nothing')}</p> : null}
      </div>
    </Sheet>
  )
}
