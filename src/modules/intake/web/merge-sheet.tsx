import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { toast } from '#web/kit/toast.tsx'
import { type IntakeItem, intake } from '../contract.ts'
import type { OneItem } from './item-sheets.tsx'
import { movedBy } from './order.ts'
import styles from './tray.module.css'

/** Several scans of one document into one file, in an order made by dragging or by keys. */
export function MergeSheet(props: OneItem & { others: readonly IntakeItem[] }) {
  const { t } = useTranslation('intake')
  const api = useApi(intake)
  const { item } = props
  const [order, setOrder] = useState<readonly IntakeItem[]>(() => [
    item,
    ...props.others.filter((one) => one.id !== item.id && one.state === 'ready' && one.components.length > 0),
  ])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set([item.id]))
  const [dragged, setDragged] = useState<number | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const parts = order.filter((one) => chosen.has(one.id))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const move = (at: number, by: number) => {
    const { id } = order[at]!
    setOrder(movedBy(order, at, by))
    // The row keeps the focus wherever it goes, so that the key can be pressed again.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(id)}"]`)?.focus())
  }
  const onKey = (event: KeyboardEvent, at: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? -1 : 1)
  }
  const confirm = async () => {
    const { id } = await api.merge({
      body: { parts: parts.map((one) => ({ intakeId: one.id, version: one.version })) },
    })
    props.onGone(item.id)
    toast({
      text: t('merge.done', { count: parts.length }),
      onUndo: () => void undo(id).finally(props.onChanged),
    })
  }
  /** The merged copy leaves the tray, its parts come back: each step is on record like any other. */
  const undo = async (mergedId: string) => {
    const merged = await api.get({ params: { intakeId: mergedId } })
    const reason = t('merge.undone')
    await api.discard({ params: { intakeId: mergedId }, body: { version: merged.version, reason } })
    for (const part of parts) await api.restore({ params: { intakeId: part.id }, body: { version: part.version + 1 } })
  }
  return (
    <ConfirmSheet
      opened
      onClose={props.onClose}
      title={t('merge.title')}
      consequence={t('merge.consequence')}
      verb={t('merge.verb', { count: parts.length })}
      disabled={parts.length < 2}
      onConfirm={confirm}
    >
      <p>{t(order.length < 2 ? 'merge.none' : 'merge.hint')}</p>
      <ul ref={list} className={styles['ticks']} aria-label={t('merge.list')}>
        {order.map((one, index) => {
          const name = one.title ?? t('paper.untitled')
          const place = parts.indexOf(one) + 1
          return (
            <li
              key={one.id}
              className={styles['part']}
              draggable
              data-dragged={dragged === index || undefined}
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault()
                event.stopPropagation()
                if (dragged !== null) setOrder(movedBy(order, dragged, index - dragged))
                setDragged(null)
              }}
            >
              <label>
                <input
                  type="checkbox"
                  data-part={one.id}
                  checked={chosen.has(one.id)}
                  onChange={() => toggle(one.id)}
                  onKeyDown={(event) => onKey(event, index)}
                  data-focus={index === 0 || undefined}
                />
                <span className={styles['place']}>{place > 0 ? `${place}.` : ''}</span>
                {name}
              </label>
              <Button kind="quiet" icon="up" iconOnly disabled={index === 0} onClick={() => move(index, -1)}>
                {t('merge.up', { name })}
              </Button>
              <Button
                kind="quiet"
                icon="down"
                iconOnly
                disabled={index === order.length - 1}
                onClick={() => move(index, 1)}
              >
                {t('merge.down', { name })}
              </Button>
            </li>
          )
        })}
      </ul>
    </ConfirmSheet>
  )
}
