import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardLines, Column } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { DueBadge } from '#web/kit/due-badge.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import type { OutgoingRow } from '../contract.ts'
import styles from './list.module.css'
import { isOpen, stateKey, symbolWords, toneOf } from './states.ts'

/** Urgency as the document carries it; nothing for a normal one. */
export function Urgency({ level }: { level: number }) {
  const { t } = useTranslation('outgoing')
  if (level < 1) return null
  return (
    <span className={styles['urgent']}>
      <Icon name="alarm" size={13} /> {t(`urgency.${level}`)}
    </span>
  )
}

/** The state in words; what came back says so. */
export function State({ row }: { row: OutgoingRow }) {
  const { t } = useTranslation('outgoing')
  return <StateBadge tone={toneOf(row)}>{t(stateKey(row))}</StateBadge>
}

/** Columns of the list; those that the server sorts by carry its names. */
export function useListColumns(isIssued: boolean): readonly Column<OutgoingRow>[] {
  const { t } = useTranslation('outgoing')
  return useMemo(() => {
    const header = (id: string) => t(`list.column.${id}`)
    return [
      {
        id: 'symbol',
        header: header('symbol'),
        cell: (row) => <DocumentSymbol strong={row.symbol !== null}>{symbolWords(row)}</DocumentSymbol>,
        width: 9.5,
        isFixed: true,
      },
      {
        id: 'subject',
        header: header('subject'),
        cell: (row) => (
          <>
            <Urgency level={row.urgency} />
            <b className={styles['type']}>{row.typeName}</b> {row.subject}
          </>
        ),
        lines: 2,
        min: 18,
      },
      {
        id: 'drafter',
        header: header('drafter'),
        cell: (row) => (
          <>
            {row.drafter}
            {row.draftingUnit ? <span className={styles['quiet']}> · {row.draftingUnit}</span> : null}
          </>
        ),
        width: 10.5,
        lines: 2,
      },
      { id: 'signer', header: header('signer'), cell: (row) => row.signer ?? '–', width: 8, lines: 2 },
      {
        id: 'holder',
        header: header('holder'),
        cell: (row) => row.holder ?? '',
        width: 8,
        lines: 2,
        isOptional: isIssued,
      },
      { id: 'state', header: header('state'), cell: (row) => <State row={row} />, width: 9.5 },
      {
        id: 'due',
        header: header('due'),
        cell: (row) => (isOpen(row.state) && row.dueDate ? <DueBadge due={row.dueDate} left={row.daysLeft} /> : null),
        width: 7,
        sortable: true,
        isOptional: isIssued,
      },
      {
        id: 'issued',
        header: header('issued'),
        cell: (row) => formatDate(row.issuedDate),
        width: 6.5,
        sortable: true,
        isOptional: !isIssued,
      },
      {
        id: 'moved',
        header: header('moved'),
        cell: (row) => formatInstant(row.stateAt),
        width: 8.5,
        sortable: true,
        isOptional: isIssued,
      },
    ]
  }, [t, isIssued])
}

/** A row on a phone. */
export function cardOf(row: OutgoingRow, t: TFunction<'outgoing'>): CardLines {
  return {
    first: (
      <>
        <DocumentSymbol strong={row.symbol !== null}>{symbolWords(row)}</DocumentSymbol> · {row.typeName}
        {row.holder && isOpen(row.state) ? ` · ${t('list.at', { name: row.holder })}` : ''}
      </>
    ),
    second: row.subject,
    badge: <State row={row} />,
  }
}
