import { useInfiniteQuery } from '@tanstack/react-query'
import {
  type ColumnDef,
  columnVisibilityFeature,
  rowSelectionFeature,
  type Row as TableRow,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './data-table.module.css'
import { EmptyState } from './empty-state.tsx'
import { ErrorNote } from './error-note.tsx'
import { useGo } from './post-link.tsx'
import { SelectionBar, TableBar } from './table-bars.tsx'
import { CardRow, type RowHandlers, WideRow } from './table-rows.tsx'
import type { DataTableProps } from './table-types.ts'
import { nextSort, readList, readSort, writeList } from './url-state.ts'
import { useDensity } from './use-density.ts'
import { remPixels, usePhone } from './use-phone.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useUrlState } from './use-url-state.ts'

export type { CardLines, Column, DataTableProps, Page, TableSource } from './table-types.ts'

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature })

/** Height of a card on a phone, in rem. */
const CARD = 4.25

/**
 * The list of a register or of work. The server pages (by key), sorts and filters; this shows rows as they are needed,
 * keeps sorting and columns in the address (`sort`, `cols`), moves by `j k`, selects by `x` and `Shift+x`, opens by
 * `Enter`. On a phone rows become two-line cards. Empty, loading and failed states are its own.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation()
  const go = useGo()
  const isPhone = usePhone()
  const [density, setDensity] = useDensity(props.id)
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(-1)
  const anchor = useRef(-1)
  const [selection, setSelection] = useState<Record<string, true>>({})

  const usual = props.columns.filter((column) => !column.isOptional).map((column) => column.id)
  const [url, setUrl] = useUrlState({ sort: props.defaultSort ?? '', cols: writeList(usual) })
  const shown = readList(url.cols)
  const sort = readSort(url.sort)

  const list = useInfiniteQuery({
    queryKey: [...props.source.key, url.sort],
    queryFn: ({ pageParam, signal }) => props.source.load({ cursor: pageParam, sort: url.sort, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const last = list.data?.pages.at(-1)

  const columnById = new Map(props.columns.map((column) => [column.id, column]))
  const columns = useMemo<ColumnDef<typeof features, Row>[]>(
    () => props.columns.map((column) => ({ id: column.id, header: column.header })),
    [props.columns],
  )
  const table = useTable({
    features,
    columns,
    data: rows as Row[],
    getRowId: props.rowId,
    enableRowSelection: Boolean(props.bulk),
    state: {
      rowSelection: selection,
      columnVisibility: Object.fromEntries(
        props.columns.map((column) => [column.id, Boolean(column.isFixed) || shown.includes(column.id)]),
      ),
    },
    onRowSelectionChange: setSelection,
  })
  const tableRows = table.getRowModel().rows
  const visible = table.getVisibleLeafColumns().flatMap((column) => columnById.get(column.id) ?? [])

  const rem = remPixels()
  const height = Math.round(rem * (isPhone ? CARD : density === 'dense' ? 1.875 : 2.25))
  const virtual = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  })
  useEffect(() => {
    if (height) virtual.measure()
  }, [height, virtual])
  const items = virtual.getVirtualItems()
  const end = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && end >= rows.length - 30) void fetchNextPage()
  }, [end, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  const open = (row: Row) => {
    if (props.onOpen) props.onOpen(row)
    else if (props.href) go(props.href(row))
  }
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(tableRows.length - 1, index))
    if (tableRows.length === 0) return
    setAt(next)
    virtual.scrollToIndex(next, { align: 'auto' })
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true }),
    )
  }
  const select = (index: number, isRange: boolean) => {
    const row = tableRows[index]
    if (!row || !props.bulk) return
    if (!isRange || anchor.current < 0) {
      row.toggleSelected()
      anchor.current = index
      return
    }
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)]
    setSelection({
      ...selection,
      ...Object.fromEntries(tableRows.slice(from, to + 1).map((one) => [one.id, true as const])),
    })
  }
  const current = tableRows[at]?.original
  const isBulk = Boolean(props.bulk)
  const group = t('table.label')
  useShortcuts([
    { keys: 'j', label: t('table.down'), group, quiet: true, run: () => moveTo(at + 1) },
    { keys: 'k', label: t('table.up'), group, quiet: true, run: () => moveTo(at - 1) },
    { keys: 'ArrowDown', label: t('table.down'), group, quiet: true, disabled: at < 0, run: () => moveTo(at + 1) },
    { keys: 'ArrowUp', label: t('table.up'), group, quiet: true, disabled: at < 0, run: () => moveTo(at - 1) },
    { keys: 'x', label: t('table.select'), group, quiet: true, disabled: !isBulk, run: () => select(at, false) },
    { keys: 'Shift+x', label: t('table.range'), group, quiet: true, disabled: !isBulk, run: () => select(at, true) },
    ...(props.rowKeys ?? []).map((key) => ({
      keys: key.keys,
      label: key.label,
      disabled: !current,
      run: () => current && key.run(current),
    })),
  ])

  const chosen = tableRows.filter((row) => row.getIsSelected()).map((row) => row.original)
  const clear = () => setSelection({})
  const handlers = (row: TableRow<typeof features, Row>, index: number): RowHandlers => ({
    isCurrent: index === at,
    // Before anything is chosen the first row is where Tab enters the list.
    isEntry: index === Math.max(at, 0),
    isSelected: row.getIsSelected(),
    onOpen: () => open(row.original),
    onCurrent: () => setAt(index),
    ...(isBulk ? { onSelect: (isRange: boolean) => select(index, isRange) } : {}),
  })
  const isEmpty = list.isSuccess && rows.length === 0
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const href = (row: Row) => props.href?.(row)

  return (
    <div className={styles['table']} data-density={density}>
      <TableBar
        id={props.id}
        columns={props.columns}
        shown={shown}
        onShown={(next) => setUrl({ cols: writeList(next) })}
        density={density}
        onDensity={setDensity}
        total={last?.total}
        isCapped={last?.isCapped}
        isPhone={isPhone}
      >
        {props.toolbar}
      </TableBar>
      {chosen.length > 0 ? (
        <SelectionBar count={chosen.length} onClear={clear}>
          {props.bulk?.(chosen, clear)}
        </SelectionBar>
      ) : null}
      {list.isError && rows.length === 0 ? (
        <div className={styles['pad']}>
          <ErrorNote fault={list.error} onRetry={() => void list.refetch()} />
        </div>
      ) : null}
      {isEmpty ? (
        props.isFiltered ? (
          <EmptyState title={t('table.emptyFiltered')} hint={t('table.emptyFilteredHint')}>
            {props.onClearFilters ? (
              <button type="button" className={styles['textButton']} onClick={props.onClearFilters}>
                {t('words.clear')}
              </button>
            ) : null}
          </EmptyState>
        ) : (
          <EmptyState title={props.empty?.title ?? t('table.empty')} hint={props.empty?.hint}>
            {props.empty?.action}
          </EmptyState>
        )
      ) : null}
      <section
        ref={scroller}
        className={styles['scroller']}
        aria-label={props.label}
        aria-busy={list.isFetching}
        hidden={isEmpty || (list.isError && rows.length === 0)}
      >
        {isPhone ? (
          <ul className={styles['cards']} style={{ paddingTop: before, paddingBottom: after }}>
            {items.map((item) => {
              const row = tableRows[item.index]
              return row ? (
                <CardRow
                  key={row.id}
                  index={item.index}
                  lines={props.card(row.original)}
                  href={href(row.original)}
                  {...handlers(row, item.index)}
                />
              ) : null
            })}
          </ul>
        ) : (
          <table
            aria-label={props.label}
            aria-rowcount={last?.total ?? -1}
            style={{
              minWidth: `${visible.reduce((sum, column) => sum + (column.width ?? column.min ?? 14), 2.25)}rem`,
            }}
          >
            <colgroup>
              {isBulk ? <col style={{ width: '2.25rem' }} /> : null}
              {visible.map((column) => (
                <col key={column.id} style={column.width ? { width: `${column.width}rem` } : undefined} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {isBulk ? (
                  <th scope="col" className={styles['tick']}>
                    <input
                      type="checkbox"
                      aria-label={t('table.selectAll')}
                      checked={tableRows.length > 0 && chosen.length === tableRows.length}
                      ref={(box) => {
                        if (box) box.indeterminate = chosen.length > 0 && chosen.length < tableRows.length
                      }}
                      onChange={(event) => table.toggleAllRowsSelected(event.currentTarget.checked)}
                    />
                  </th>
                ) : null}
                {visible.map((column) => {
                  const isSorted = sort?.column === column.id
                  const direction = isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'
                  return (
                    <th
                      key={column.id}
                      scope="col"
                      data-align={column.align}
                      aria-sort={column.sortable ? direction : undefined}
                    >
                      {column.sortable ? (
                        <button type="button" onClick={() => setUrl({ sort: nextSort(url.sort, column.id) })}>
                          {column.header}
                          <span aria-hidden="true" className={styles['arrow']}>
                            {isSorted ? (sort.descending ? '↓' : '↑') : ''}
                          </span>
                        </button>
                      ) : (
                        column.header
                      )}
                    </th>
                  )
                })}
              </tr>
            </thead>
            <tbody>
              {before > 0 ? <tr style={{ height: before }} /> : null}
              {items.map((item) => {
                const row = tableRows[item.index]
                return row ? (
                  <WideRow
                    key={row.id}
                    index={item.index}
                    row={row.original}
                    columns={visible}
                    href={href(row.original)}
                    {...handlers(row, item.index)}
                  />
                ) : null
              })}
              {after > 0 ? <tr style={{ height: after }} /> : null}
              {list.isPending ? <Skeleton columns={visible.length + (isBulk ? 1 : 0)} /> : null}
            </tbody>
          </table>
        )}
        <p className={styles['foot']} role="status">
          {list.isPending ? t('table.loading') : isFetchingNextPage ? t('table.loadingMore') : ''}
        </p>
        {list.isError && rows.length > 0 ? <ErrorNote fault={list.error} onRetry={() => void fetchNextPage()} /> : null}
      </section>
    </div>
  )
}

const ghosts = Array.from({ length: 12 }, (_, index) => `ghost-${index}`)

function Skeleton({ columns }: { columns: number }) {
  return ghosts.map((ghost, index) => (
    <tr key={ghost} className={styles['ghost']}>
      <td colSpan={columns}>
        <span style={{ width: `${55 + ((index * 17) % 40)}%` }} />
      </td>
    </tr>
  ))
}
