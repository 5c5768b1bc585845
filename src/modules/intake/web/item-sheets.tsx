import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { type IntakeItem, intake } from '../contract.ts'
import { MergeSheet } from './merge-sheet.tsx'
import { PassSheet } from './pass-sheet.tsx'
import { leftOut, readRanges } from './ranges.ts'
import styles from './tray.module.css'
import { mainOf } from './use-tray.ts'

export type ItemSheetName = 'none' | 'discard' | 'overrule' | 'split' | 'join' | 'merge' | 'pass'

/** The questions that an item of the tray is asked: out of the tray, no secret after all, into parts, with another. */
export function ItemSheets(props: {
  sheet: ItemSheetName
  item: IntakeItem | undefined
  others: readonly IntakeItem[]
  onClose: () => void
  onChanged: () => void
  onGone: (id: string) => void
}) {
  const { sheet, item } = props
  if (!item) return null
  if (sheet === 'discard' || sheet === 'overrule') return <ReasonSheet {...props} sheet={sheet} item={item} />
  if (sheet === 'split') return <SplitSheet {...props} item={item} />
  if (sheet === 'merge') return <MergeSheet {...props} item={item} />
  if (sheet === 'pass') return <PassSheet {...props} item={item} />
  if (sheet === 'join') return <JoinSheet {...props} item={item} />
  return null
}

export interface OneItem {
  readonly item: IntakeItem
  readonly onClose: () => void
  readonly onChanged: () => void
  readonly onGone: (id: string) => void
}

const scanReasons = ['twice', 'notDocument', 'unreadable'] as const
const arrivedReasons = ['wrongPlace', 'known', 'form'] as const

function ReasonSheet(props: OneItem & { sheet: 'discard' | 'overrule' }) {
  const { t } = useTranslation('intake')
  const api = useApi(intake)
  const [reason, setReason] = useState('')
  const { item, sheet } = props
  const params = { intakeId: item.id }
  const confirm = async () => {
    const { version } = await api[sheet]({ params, body: { version: item.version, reason } })
    if (sheet === 'overrule') return props.onChanged()
    props.onGone(item.id)
    const canRestore = item.source === 'paper' || (item.source === 'upload' && item.components.length > 0)
    toast({
      text: t('discard.done', { name: item.title ?? t('tray.withheld') }),
      ...(canRestore ? { onUndo: () => void api.restore({ params, body: { version } }).finally(props.onChanged) } : {}),
    })
  }
  return (
    <ConfirmSheet
      opened
      onClose={props.onClose}
      title={t(`${sheet}.title`, { name: item.title ?? t('tray.withheld') })}
      consequence={
        sheet === 'discard' && item.source === 'exchange'
          ? t('discard.toSender', { from: item.createdBy })
          : t(`${sheet}.consequence`)
      }
      verb={t(`${sheet}.verb`)}
      disabled={!reason.trim()}
      onConfirm={confirm}
    >
      <TextField label={t('reason')} required maxLength={300} value={reason} onChange={setReason} data-focus />
      {sheet === 'discard' ? (
        <p className={styles['chips']}>
          {(item.source === 'exchange' ? arrivedReasons : scanReasons).map((one) => (
            <button key={one} type="button" onClick={() => setReason(t(`discard.reasons.${one}`))}>
              {t(`discard.reasons.${one}`)}
            </button>
          ))}
        </p>
      ) : null}
    </ConfirmSheet>
  )
}

function SplitSheet(props: OneItem) {
  const { t } = useTranslation('intake')
  const api = useApi(intake)
  const [text, setText] = useState('')
  const { item } = props
  const component = mainOf(item.components)
  const pages = component?.pageCount ?? 0
  const ranges = readRanges(text, pages)
  const missing = ranges ? leftOut(ranges, pages) : []
  return (
    <ConfirmSheet
      opened
      onClose={props.onClose}
      title={t('split.title', { name: component?.fileName ?? '' })}
      consequence={t('split.consequence', { count: pages })}
      verb={t('split.verb')}
      disabled={!ranges}
      onConfirm={async () => {
        if (!component || !ranges) return
        await api.split({
          params: { intakeId: item.id },
          body: { version: item.version, componentId: component.id, ranges },
        })
        props.onGone(item.id)
      }}
    >
      <TextField
        label={t('split.ranges')}
        hint={t('split.hint')}
        placeholder="1-3, 4-8, 9-"
        value={text}
        fault={text && !ranges ? t('split.wrong', { count: pages }) : undefined}
        onChange={setText}
        data-focus
      />
      {ranges ? (
        <p role="status">
          {t('split.parts', {
            count: ranges.length,
            list: ranges.map((one) => (one.from === one.to ? `${one.from}` : `${one.from}–${one.to}`)).join(' · '),
          })}
          {missing.length ? ` ${t('split.missing', { pages: missing.join(', ') })}` : ''}
        </p>
      ) : null}
    </ConfirmSheet>
  )
}

function JoinSheet(props: OneItem & { others: readonly IntakeItem[] }) {
  const { t } = useTranslation('intake')
  const api = useApi(intake)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { item } = props
  const others = props.others.filter((one) => one.id !== item.id && one.state === 'ready')
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <ConfirmSheet
      opened
      onClose={props.onClose}
      title={t('join.title', { name: item.title ?? t('paper.untitled') })}
      consequence={t('join.consequence')}
      verb={t('join.verb', { count: chosen.size })}
      disabled={chosen.size === 0}
      onConfirm={async () => {
        let { version } = item
        for (const other of others.filter((one) => chosen.has(one.id))) {
          const answer = await api.join({
            params: { intakeId: item.id },
            body: { version, otherId: other.id, otherVersion: other.version },
          })
          version = answer.version
        }
        props.onChanged()
      }}
    >
      {others.length === 0 ? <p>{t('join.none')}</p> : null}
      <ul className={styles['ticks']}>
        {others.map((one, index) => (
          <li key={one.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(one.id)}
                onChange={() => toggle(one.id)}
                data-focus={index === 0 || undefined}
              />
              {one.title ?? t('paper.untitled')}
            </label>
          </li>
        ))}
      </ul>
    </ConfirmSheet>
  )
}
