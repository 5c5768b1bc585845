import { Popover } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './data-table.module.css'
import type { Search } from './url-state.ts'
import { useSavedViews } from './use-saved-views.ts'

interface Choice {
  readonly id: string
  readonly header: string
  readonly isFixed?: boolean
}

/** Chooses the columns of a list; the choice stands in the address. */
export function ColumnChooser(props: {
  columns: readonly Choice[]
  shown: readonly string[]
  onChange: (shown: string[]) => void
}) {
  const { t } = useTranslation()
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button kind="quiet" icon="columns">
          {t('table.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={styles['choices']}>
          <legend>{t('table.columnsHint')}</legend>
          {props.columns.map((column) => (
            <label key={column.id}>
              <input
                type="checkbox"
                checked={props.shown.includes(column.id)}
                disabled={column.isFixed}
                onChange={(event) => {
                  const wanted = event.currentTarget.checked
                  props.onChange(
                    props.columns
                      .map((one) => one.id)
                      .filter((id) => (id === column.id ? wanted : props.shown.includes(id))),
                  )
                }}
              />
              {column.header}
            </label>
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Saved ways of looking at this list, each one press away; saves the present one under a name. */
export function ViewChooser({ id }: { id: string }) {
  const { t } = useTranslation()
  const { views, save, remove } = useSavedViews(id)
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const show = (wanted: Readonly<Record<string, string>>) => {
    setOpened(false)
    void navigate({ to: '.', search: wanted as never })
  }
  return (
    <Popover position="bottom-end" width={280} trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button kind="quiet" icon="star" onClick={() => setOpened(!opened)} aria-expanded={opened}>
          {t('table.views')}
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
            <li key={view.name}>
              <button type="button" onClick={() => show(view.search)}>
                {view.name}
              </button>
              <Button kind="quiet" icon="cross" iconOnly onClick={() => remove(view.name)}>
                {t('table.removeView', { name: view.name })}
              </Button>
            </li>
          ))}
        </ul>
        <form
          className={styles['saveView']}
          onSubmit={(event) => {
            event.preventDefault()
            if (!name.trim()) return
            save({ name: name.trim(), search: search as Record<string, string> })
            setName('')
          }}
        >
          <input
            aria-label={t('table.viewName')}
            placeholder={t('table.saveView')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit">{t('words.save')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
