import type { ReactNode } from 'react'

/** One column of a DataTable. */
export interface Column<Row> {
  readonly id: string
  /** In the language of the screen. */
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** In rem; a column without one shares what is left, not below `min`. */
  readonly width?: number
  readonly min?: number
  readonly align?: 'left' | 'right'
  /** The server can sort by it, under this column's id. */
  readonly sortable?: boolean
  /** May take two lines in roomy rows: the subject. */
  readonly lines?: 2
  /** Not shown until chosen. */
  readonly isOptional?: boolean
  /** Never hidden: what names the row. */
  readonly isFixed?: boolean
}

/** One page of a list paged by key: `next` is the server's mark of where to go on, nothing at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next?: string | null | undefined
  /** Rows in all; `isCapped` when the server stopped counting. */
  readonly total?: number | undefined
  readonly isCapped?: boolean | undefined
}

/** Where a DataTable reads from. */
export interface TableSource<Row> {
  /** Everything that changes the rows, filters included: the key of the query. */
  readonly key: readonly unknown[]
  /** @param sort `received` or `-received`, empty for the server's own order */
  readonly load: (ask: { cursor: string | undefined; sort: string; signal: AbortSignal }) => Promise<Page<Row>>
}

/** What stands on a phone instead of a row: two lines and a badge. */
export interface CardLines {
  readonly first: ReactNode
  readonly second: ReactNode
  readonly badge?: ReactNode
}

export interface DataTableProps<Row> {
  /** Names the list: its density is remembered on this machine, its saved views on the server. */
  readonly id: string
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly source: TableSource<Row>
  readonly rowId: (row: Row) => string
  /** Address of a row below the post; Enter and a press go there. */
  readonly href?: (row: Row) => string
  /** Instead of an address: what Enter and a press do. */
  readonly onOpen?: (row: Row) => void
  readonly card: (row: Row) => CardLines
  /** Sorting when the address says none. */
  readonly defaultSort?: string
  /** Actions on the selected rows; without it nothing can be selected. */
  readonly bulk?: (rows: readonly Row[], clear: () => void) => ReactNode
  /** Keys that act on the row under the cursor: `a` assign, `e` finish. */
  readonly rowKeys?: readonly { keys: string; label: string; run: (row: Row) => void }[]
  /** Filters and tabs stand in the same line as the table's own tools. */
  readonly toolbar?: ReactNode
  readonly isFiltered?: boolean
  readonly onClearFilters?: () => void
  /** What stands where nothing is: says the next step. */
  readonly empty?: { readonly title: string; readonly hint?: ReactNode; readonly action?: ReactNode }
}
