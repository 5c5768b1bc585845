import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '#web/kit/format.ts'
import { Icon, type IconName } from '#web/kit/icon.tsx'
import type { IntakeItem } from '../contract.ts'
import styles from './tray.module.css'

const icons: Readonly<Record<IntakeItem['source'], IconName>> = { upload: 'page', paper: 'pencil', exchange: 'inbox' }

/** The tray, oldest first: one press or `[ ]` opens an item. */
export function TrayList(props: {
  items: readonly IntakeItem[]
  chosen: string | undefined
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation('intake')
  const place = useRef<HTMLUListElement>(null)
  const { chosen } = props
  useEffect(() => {
    if (!chosen) return
    place.current
      ?.querySelector<HTMLElement>(`[data-item="${CSS.escape(chosen)}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ul ref={place} className={styles['list']} aria-label={t('tray.label')}>
      {props.items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            className={styles['item']}
            data-item={item.id}
            data-state={item.state}
            aria-current={item.id === chosen || undefined}
            onClick={() => props.onChoose(item.id)}
          >
            <Icon name={item.state === 'refused' ? 'shield' : icons[item.source]} size={14} />
            <span className={styles['title']} title={item.title ?? undefined}>
              {item.title ?? t(item.source === 'paper' ? 'paper.untitled' : 'tray.withheld')}
            </span>
            <TrayNote item={item} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function TrayNote({ item }: { item: IntakeItem }) {
  const { t } = useTranslation('intake')
  const pages = item.components.reduce((sum, one) => sum + (one.pageCount ?? 0), 0)
  const files = item.components.length
  if (item.state === 'screening') {
    return (
      <span className={styles['note']} data-tone="waiting">
        {t('tray.screening')}
      </span>
    )
  }
  if (item.state === 'refused' || item.state === 'failed') {
    return (
      <span className={styles['note']} data-tone="fault">
        {t(`tray.${item.state}`)}
      </span>
    )
  }
  const facts = [
    item.unit?.name ?? '',
    item.source === 'paper' && files === 0 ? t('tray.paper') : pages ? t('tray.pages', { count: pages }) : '',
    files > 1 ? t('tray.files', { count: files }) : '',
    item.state === 'discarded' ? formatInstant(item.createdAt) : '',
  ].filter(Boolean)
  return (
    <span className={styles['note']}>
      {facts.join(' · ')}
      {item.hasDuplicates ? (
        <span data-tone="waiting">
          {facts.length ? ' · ' : ''}
          {t('tray.duplicate')}
        </span>
      ) : null}
    </span>
  )
}
