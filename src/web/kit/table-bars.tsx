import { lazy, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './data-table.module.css'
import { formatCount } from './format.ts'
import { Late } from './late.tsx'
import type { Density } from './use-density.ts'
import { ViewChooser } from './view-chooser.tsx'

const ColumnChooser = lazy(() => import('./table-tools.tsx'))

/** The line above a list: the screen's filters, then count, columns, density and views. */
export function TableBar(props: {
  id: string
  columns: readonly { id: string; header: string; isFixed?: boolean }[]
  shown: readonly string[]
  onShown: (shown: string[]) => void
  density: Density
  onDensity: (next: Density) => void
  total: number | undefined
  isCapped: boolean | undefined
  isPhone: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const isDense = props.density === 'dense'
  return (
    <div className={styles['bar']}>
      <div className={styles['filters']}>{props.children}</div>
      <div className={styles['tools']}>
        {props.total === undefined ? null : (
          <span className={styles['total']}>
            {t('table.total', { number: formatCount(props.total, props.isCapped) })}
          </span>
        )}
        {props.isPhone ? null : (
          <>
            <Late
              closed={(open) => (
                <Button kind="quiet" icon="columns" aria-haspopup="dialog" onClick={open}>
                  {t('table.columns')}
                </Button>
              )}
            >
              <ColumnChooser columns={props.columns} shown={props.shown} onChange={props.onShown} />
            </Late>
            <Button
              kind="quiet"
              icon="menu"
              iconOnly
              aria-pressed={isDense}
              onClick={() => props.onDensity(isDense ? 'roomy' : 'dense')}
            >
              {isDense ? t('table.roomy') : t('table.dense')}
            </Button>
          </>
        )}
        <ViewChooser id={props.id} />
      </div>
    </div>
  )
}

/** Stands while rows are selected: how many, what can be done with them, how to let go. */
export function SelectionBar(props: { count: number; onClear: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={styles['selection']} role="toolbar" aria-label={t('table.actions')}>
      <strong role="status">{t('table.selected', { count: props.count })}</strong>
      {props.children}
      <Button kind="quiet" icon="cross" onClick={props.onClear}>
        {t('table.unselect')}
      </Button>
    </div>
  )
}
