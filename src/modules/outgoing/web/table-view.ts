/** A table in the editor: its own fields, outside of the text's selection. Browser only. */
import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import type { TableAttrs } from './editor-schema.ts'

export interface TableWords {
  readonly caption: string
  readonly column: (no: number) => string
  readonly cell: (row: number, column: number) => string
  readonly addRow: string
  readonly addColumn: string
  readonly removeRow: string
  readonly removeColumn: string
  readonly remove: string
}

const MOST = { columns: 12, rows: 1000 } as const

export class TableView implements NodeView {
  readonly dom: HTMLElement
  #node: Node
  readonly #view: EditorView
  readonly #getPos: () => number | undefined
  readonly #words: TableWords
  /** What the fields show; a change of ours is not drawn again under the cursor. */
  #shown = ''

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, words: TableWords) {
    this.#node = node
    this.#view = view
    this.#getPos = getPos
    this.#words = words
    this.dom = document.createElement('div')
    this.dom.dataset['kind'] = 'table'
    this.dom.contentEditable = 'false'
    this.#draw()
  }

  get #table(): TableAttrs {
    return this.#node.attrs['table'] as TableAttrs
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    if (JSON.stringify(this.#table) !== this.#shown) this.#draw()
    return true
  }

  stopEvent(): boolean {
    return true
  }

  ignoreMutation(): boolean {
    return true
  }

  #put(table: TableAttrs, isDrawn: boolean): void {
    const pos = this.#getPos()
    if (pos === undefined) return
    if (!isDrawn) this.#shown = JSON.stringify(table)
    this.#view.dispatch(this.#view.state.tr.setNodeMarkup(pos, null, { table }))
  }

  #field(label: string, value: string, onInput: (text: string) => void): HTMLTextAreaElement {
    const field = document.createElement('textarea')
    field.rows = 1
    field.value = value
    field.setAttribute('aria-label', label)
    field.addEventListener('input', () => onInput(field.value))
    return field
  }

  #button(label: string, run: () => void): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = label
    button.addEventListener('click', run)
    return button
  }

  #draw(): void {
    const table = this.#table
    const words = this.#words
    this.#shown = JSON.stringify(table)
    const grid = document.createElement('table')
    const head = grid.createTHead().insertRow()
    for (const [at, column] of table.columns.entries()) {
      const cell = document.createElement('th')
      cell.append(
        this.#field(words.column(at + 1), column.title, (title) => {
          const now = this.#table
          this.#put({ ...now, columns: now.columns.map((one, i) => (i === at ? { ...one, title } : one)) }, false)
        }),
      )
      head.append(cell)
    }
    const body = grid.createTBody()
    for (const [rowAt, row] of table.rows.entries()) {
      const line = body.insertRow()
      for (const [at, text] of row.entries())
        line.insertCell().append(
          this.#field(words.cell(rowAt + 1, at + 1), text, (value) => {
            const now = this.#table
            const rows = now.rows.map((one, i) => (i === rowAt ? one.map((old, j) => (j === at ? value : old)) : one))
            this.#put({ ...now, rows }, false)
          }),
        )
    }
    const caption = this.#field(words.caption, table.caption, (text) =>
      this.#put({ ...this.#table, caption: text }, false),
    )
    caption.placeholder = words.caption
    const tools = document.createElement('div')
    tools.append(
      this.#button(words.addRow, () => {
        const now = this.#table
        if (now.rows.length < MOST.rows) this.#put({ ...now, rows: [...now.rows, now.columns.map(() => '')] }, true)
      }),
      this.#button(words.addColumn, () => {
        const now = this.#table
        if (now.columns.length >= MOST.columns) return
        const columns = [...now.columns, { title: '', width: 1, align: 'left' as const }]
        this.#put({ ...now, columns, rows: now.rows.map((row) => [...row, '']) }, true)
      }),
      this.#button(words.removeRow, () => {
        const now = this.#table
        if (now.rows.length > 1) this.#put({ ...now, rows: now.rows.slice(0, -1) }, true)
      }),
      this.#button(words.removeColumn, () => {
        const now = this.#table
        if (now.columns.length < 2) return
        this.#put({ ...now, columns: now.columns.slice(0, -1), rows: now.rows.map((row) => row.slice(0, -1)) }, true)
      }),
      this.#button(words.remove, () => {
        const pos = this.#getPos()
        if (pos === undefined) return
        this.#view.dispatch(this.#view.state.tr.delete(pos, pos + this.#node.nodeSize))
        this.#view.focus()
      }),
    )
    this.dom.replaceChildren(caption, grid, tools)
  }
}
