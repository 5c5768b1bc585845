import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { overload } from '../http.ts'
import { type Command, CommandPalette } from '../kit/command-palette.tsx'
import { KeysHelp } from '../kit/keys-help.tsx'
import { useGo } from '../kit/post-link.tsx'
import { Toasts } from '../kit/toast.tsx'
import { type Shortcut, useShortcuts } from '../kit/use-shortcuts.ts'
import { isOffered } from '../manifest.ts'
import { rooms } from '../rooms.ts'
import { useActing } from '../session.tsx'
import styles from './frame.module.css'
import { Rail, useRail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

/** The frame around every screen of a post: rail, top bar, demo mark, the screen itself; Ctrl K, ? and g-keys. */
export function Frame() {
  const { t, i18n } = useTranslation()
  const { session, post } = useActing()
  const [sheet, setSheet] = useState<'none' | 'keys' | 'commands'>('none')
  const isBusy = useRouterState({ select: (state) => state.isLoading })
  const isCrowded = useSyncExternalStore(overload.subscribe, overload.isOn)
  const go = useGo()
  const rail = useRail()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const everywhere = t('keys.everywhere')

  const keys: Shortcut[] = [
    { keys: 'Ctrl+k', label: t('keys.commands'), group: everywhere, quiet: true, run: () => setSheet('commands') },
    { keys: '?', label: t('keys.help'), group: everywhere, quiet: true, run: () => setSheet('keys') },
  ]
  for (const entry of rail) {
    if (!entry.goKey) continue
    keys.push({
      keys: `g ${entry.goKey}`,
      label: t('frame.go', { place: entry.label[lang] }),
      group: everywhere,
      quiet: true,
      run: () => go(entry.path),
    })
  }
  useShortcuts(keys)

  const commands = useMemo<Command[]>(() => {
    const places = rail.map((entry) => ({
      id: `nav:${entry.path}`,
      label: entry.label[lang],
      group: t('palette.places'),
      ...(entry.goKey ? { keys: `g ${entry.goKey}` } : {}),
      run: () => go(entry.path),
    }))
    const actions = rooms
      .flatMap((room) => room.commands ?? [])
      .filter((command) => isOffered(command, post))
      .map((command) => ({
        id: command.id,
        label: command.label[lang],
        group: t('palette.everywhere'),
        ...(command.keys ? { keys: command.keys } : {}),
        run: () => go(command.path),
      }))
    return [...actions, ...places]
  }, [rail, lang, post, go, t])

  return (
    <div className={styles['frame']}>
      <a href="#main" className={styles['skip']}>
        {t('frame.skip')}
      </a>
      {session.installation.demo ? (
        <aside className={styles['demo']} aria-label={t('frame.demo')}>
          {t('frame.demo')}
        </aside>
      ) : null}
      <Rail />
      <TopBar onHelp={() => setSheet('keys')} />
      <main id="main" tabIndex={-1} className={styles['main']} aria-busy={isBusy}>
        <Suspense fallback={<p className={styles['opening']}>{t('screens.loading')}</p>}>
          <Outlet />
        </Suspense>
      </main>
      {isCrowded ? (
        <p role="status" className={styles['crowded']}>
          {t('frame.crowded')}
        </p>
      ) : null}
      <Toasts />
      <KeysHelp opened={sheet === 'keys'} onClose={() => setSheet('none')} />
      <CommandPalette opened={sheet === 'commands'} onClose={() => setSheet('none')} commands={commands} />
    </div>
  )
}
