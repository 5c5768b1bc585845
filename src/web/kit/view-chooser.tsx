import { Popover } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './data-table.module.css'
import { ErrorNote } from './error-note.tsx'
import { type Search, stringifySearch } from './url-state.ts'
import { type SavedView, useSavedViews } from './use-saved-views.ts'

/**
 * Saved ways of looking at this list, each one press away; saves the present one under a name, renames, removes, and makes
 * one the default: it stands when the list is opened without any choice in its address.
 */
export function ViewChooser({ id }: { id: string }) {
  const { t } = useTranslation()
  const { views = [], ...keep } = useSavedViews(id)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const [renamed, setRenamed] = useState<SavedView | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const show = (wanted: Readonly<Record<string, string>>, replace = false) => {
    setOpened(false)
    void navigate({ to: '.', search: wanted as never, replace })
  }
  // Only for the list as it was entered: who takes the usual view away from under the default has it until he comes again.
  const entered = useRef(Object.keys(search).length > 0)
  const usual = views.find((view) => view.isDefault)
  useEffect(() => {
    if (entered.current || !usual) return
    entered.current = true
    void navigate({ to: '.', search: usual.search as never, replace: true })
  }, [usual, navigate])
  const run = async (work: Promise<unknown>) => {
    setFault(null)
    try {
      await work
      return true
    } catch (cause) {
      setFault(cause)
      return false
    }
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (!wanted) return
    const done = await run(
      renamed ? keep.change({ ...renamed, name: wanted }) : keep.save(wanted, search as Record<string, string>),
    )
    if (!done) return
    setName('')
    setRenamed(null)
  }
  const here = stringifySearch(search)
  return (
    <Popover position="bottom-end" width={340} trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button kind="quiet" icon="star" onClick={() => setOpened(!opened)} aria-expanded={opened}>
          {views.find((view) => stringifySearch(view.search) === here)?.name ?? t('table.views')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={styles['views']}>
          <li>
            <button
              type="button"
              onClick={() => {
                entered.current = true
                show({})
              }}
            >
              {t('table.viewDefault')}
            </button>
          </li>
          {views.map((view) => (
            <li key={view.id}>
              <button
                type="button"
                aria-current={stringifySearch(view.search) === here || undefined}
                onClick={() => show(view.search)}
              >
                {view.name}
              </button>
              <Button
                kind="quiet"
                icon="star"
                iconOnly
                aria-pressed={view.isDefault}
                onClick={() => void run(keep.change({ ...view, isDefault: !view.isDefault }))}
              >
                {t(view.isDefault ? 'table.notUsualView' : 'table.usualView', { name: view.name })}
              </Button>
              <Button
                kind="quiet"
                icon="pencil"
                iconOnly
                onClick={() => {
                  setRenamed(view)
                  setName(view.name)
                }}
              >
                {t('table.renameView', { name: view.name })}
              </Button>
              <Button kind="quiet" icon="cross" iconOnly onClick={() => void run(keep.remove(view.id))}>
                {t('table.removeView', { name: view.name })}
              </Button>
            </li>
          ))}
        </ul>
        <form className={styles['saveView']} onSubmit={(event) => void send(event)}>
          <input
            aria-label={t('table.viewName')}
            placeholder={t('table.saveView')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit">{renamed ? t('table.rename') : t('words.save')}</Button>
        </form>
        <ErrorNote fault={fault} />
      </Popover.Dropdown>
    </Popover>
  )
}
