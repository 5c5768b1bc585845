import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardLines, Column } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { DueBadge } from '#web/kit/due-badge.tsx'
import { dayOf, formatDate } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { IncomingRow, IncomingState } from '../contract.ts'
import styles from './list.module.css'

export const tones: Readonly<Record<IncomingState, Tone>> = {
  registered: 'new',
  submitted: 'waiting',
  assigned: 'doing',
  in_progress: 'doing',
  completed: 'done',
  returned: 'returned',
  cancelled: 'returned',
}

const isRunning = (row: IncomingRow) => ['registered', 'submitted', 'assigned', 'in_progress'].includes(row.state)

/** Columns of the incoming list; those that the server sorts by carry its names. */
export function useListColumns(
  urgencies: readonly { value: string; label: string }[],
  /** In the list of what is late the reminders stand at once. */
  isChasing: boolean,
): readonly Column<IncomingRow>[] {
  const { t } = useTranslation('incoming')
  return useMemo(() => {
    const header = (id: string) => t(`list.column.${id}`)
    return [
      {
        id: 'arrivalNumber',
        header: header('arrivalNumber'),
        cell: (row) => <strong>{row.arrivalNumber === null ? '–' : `${row.arrivalNumber}${row.arrivalSuffix}`}</strong>,
        width: 5.5,
        align: 'right',
        isFixed: true,
      },
      {
        id: 'arrival',
        header: header('arrival'),
        cell: (row) => formatDate(row.arrivalDate),
        width: 6.25,
        sortable: true,
      },
      {
        id: 'symbol',
        header: header('symbol'),
        cell: (row) => <DocumentSymbol strong>{row.symbol}</DocumentSymbol>,
        width: 10,
        isFixed: true,
      },
      {
        id: 'issued',
        header: header('issued'),
        cell: (row) => formatDate(row.issuedDate),
        width: 6.25,
        sortable: true,
        isOptional: true,
      },
      { id: 'typeName', header: header('typeName'), cell: (row) => row.typeName, width: 7, isOptional: true },
      { id: 'issuer', header: header('issuer'), cell: (row) => row.issuerName, width: 12, sortable: true },
      {
        id: 'subject',
        header: header('subject'),
        cell: (row) => (
          <>
            {row.urgency > 0 ? (
              <span className={styles['urgent']}>
                <Icon name="alarm" size={13} />{' '}
                {urgencies.find((one) => one.value === String(row.urgency))?.label ?? '!'}
              </span>
            ) : null}
            {row.subject}
          </>
        ),
        lines: 2,
        min: 18,
      },
      { id: 'holder', header: header('holder'), cell: (row) => row.holder, width: 9.5 },
      {
        id: 'due',
        header: header('due'),
        cell: (row) => (isRunning(row) ? <DueBadge due={row.dueDate} left={row.daysLeft} /> : null),
        width: 8.5,
        sortable: true,
      },
      {
        id: 'state',
        header: header('state'),
        cell: (row) => <StateBadge tone={tones[row.state]}>{t(`state.${row.state}`)}</StateBadge>,
        width: 8.5,
      },
      {
        id: 'reminded',
        header: header('reminded'),
        cell: (row) =>
          row.reminders
            ? t('list.reminded', { count: row.reminders.count, last: formatDate(dayOf(row.reminders.lastAt)) })
            : null,
        width: 9,
        lines: 2,
        isOptional: !isChasing,
      },
      {
        id: 'files',
        header: header('files'),
        cell: (row) => row.componentCount || '',
        width: 3.5,
        align: 'right',
        isOptional: true,
      },
    ]
  }, [t, urgencies, isChasing])
}

/** A row on a phone. */
export function cardOf(row: IncomingRow, t: TFunction<'incoming'>): CardLines {
  return {
    first: (
      <>
        <strong>{row.arrivalNumber === null ? '–' : `${row.arrivalNumber}${row.arrivalSuffix}`}</strong> ·{' '}
        <DocumentSymbol>{row.symbol}</DocumentSymbol> · {row.issuerName}
      </>
    ),
    second: row.subject,
    badge:
      isRunning(row) && row.dueDate ? (
        <DueBadge due={row.dueDate} left={row.daysLeft} />
      ) : (
        <StateBadge tone={tones[row.state]}>{t(`state.${row.state}`)}</StateBadge>
      ),
  }
}
