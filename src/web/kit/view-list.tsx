import { Popover } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './data-table.module.css'
import { ErrorNote } from './error-note.tsx'
import { useOpenAtOnce } from './late.tsx'
import { toast } from './toast.tsx'
import { stringifySearch } from './url-state.ts'
import type { SavedView, useSavedViews } from './use-saved-views.ts'

/** The saved views, each one press away; saves the present one under a name, renames, removes, makes one the usual one. */
export default function ViewList(props: {
  /** What the button says. */
  name: string
  /** Only its star is drawn. */
  isShort: boolean
  here: string
  search: Readonly<Record<string, string>>
  keep: ReturnType<typeof useSavedViews>
}) {
  const { t } = useTranslation()
  const { here, search, keep } = props
  const { views = [] } = keep
  const navigate = useNavigate()
  const { target, opened, setOpened } = useOpenAtOnce()
  const [name, setName] = useState('')
  const [renamed, setRenamed] = useState<SavedView | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const show = (wanted: Readonly<Record<string, string>>) => {
    setOpened(false)
    void navigate({ to: '.', search: wanted as never })
  }
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
  const remove = async (view: SavedView) => {
    if (!(await run(keep.remove(view.id)))) return
    toast({ text: t('table.viewRemoved', { name: view.name }), onUndo: () => void run(keep.restore(view)) })
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (!wanted) return
    const done = await run(renamed ? keep.change({ ...renamed, name: wanted }) : keep.save(wanted, search))
    if (!done) return
    setName('')
    setRenamed(null)
  }
  return (
    <Popover
      position="bottom-end"
      width="min(340px, calc(100vw - 32px))"
      trapFocus
      returnFocus
      opened={opened}
      onChange={setOpened}
    >
      <Popover.Target>
        <Button
          ref={target}
          kind="quiet"
          icon="star"
          iconOnly={props.isShort}
          onClick={() => setOpened(!opened)}
          aria-expanded={opened}
        >
          {props.name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={styles['views']}>
          <li>
            <button type="button" onClick={() => show({})}>
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
              <Button kind="quiet" icon="cross" iconOnly onClick={() => void remove(view)}>
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
