import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './data-table.module.css'
import { useOpenAtOnce } from './late.tsx'

export interface Choice {
  readonly id: string
  readonly header: string
  readonly isFixed?: boolean
}

/** Chooses the columns of a list; the choice stands in the address. */
export default function ColumnChooser(props: {
  columns: readonly Choice[]
  shown: readonly string[]
  onChange: (shown: string[]) => void
}) {
  const { t } = useTranslation()
  const { target, opened, setOpened } = useOpenAtOnce()
  return (
    <Popover position="bottom-end" trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button ref={target} kind="quiet" icon="columns" onClick={() => setOpened(!opened)}>
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
