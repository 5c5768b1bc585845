import { useTranslation } from 'react-i18next'
import styles from './keys-help.module.css'
import { Sheet } from './sheet.tsx'
import { useActiveShortcuts } from './use-shortcuts.ts'

/** Writes `Ctrl+Enter` or `g d` as keys. */
export function Keys({ of }: { of: string }) {
  return (
    <span className={styles['keys']}>
      {of.split(' ').map((stroke) => (
        <span key={stroke}>
          {stroke.split('+').map((key) => (
            <kbd key={key}>{key === 'Escape' ? 'Esc' : key === 'ArrowDown' ? '↓' : key === 'ArrowUp' ? '↑' : key}</kbd>
          ))}
        </span>
      ))}
    </span>
  )
}

/** `?`: every key that works on this screen now, in groups. Reads the keys that components offer: nothing to maintain. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const shortcuts = useActiveShortcuts()
  const groups = Map.groupBy(shortcuts, (shortcut) => shortcut.group ?? t('keys.screen'))
  return (
    <Sheet place="middle" width={38} opened={opened} onClose={onClose} title={t('keys.title')}>
      <div className={styles['groups']}>
        {[...groups].map(([group, keys]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keys.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>
                    <Keys of={shortcut.keys} />
                  </dt>
                  <dd>{shortcut.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles['hint']}>{t('keys.hint')}</p>
    </Sheet>
  )
}
