/** What a drafter writes as a document of the editor, and back; pure, no screen needed. The schema of content is the composer's. */
import { type Mark, type Node, Schema } from 'prosemirror-model'
import type { Block, TextRunContent } from '#engines/compose/document/content.ts'

export const headingLevels = ['part', 'chapter', 'section', 'subsection', 'roman'] as const
export type HeadingLevel = (typeof headingLevels)[number]

/** Kinds of a block as the drafter chooses them; an article or clause with a name of its own is another choice. */
export const blockKinds = [
  'paragraph',
  'article',
  'article-title',
  'clause',
  'clause-title',
  'point',
  'list',
  ...headingLevels,
  'closing',
] as const
export type BlockKind = (typeof blockKinds)[number]

export interface TableAttrs {
  readonly caption: string
  readonly columns: readonly { readonly title: string; readonly width: number; readonly align: Align }[]
  readonly rows: readonly (readonly string[])[]
}
type Align = 'left' | 'center' | 'right'

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    /** Every block of text is one node; its kind is an attribute, so that changing it keeps the words and their marks. */
    line: {
      group: 'block',
      content: 'text*',
      attrs: { kind: { default: 'paragraph' } },
      defining: true,
      toDOM: (node) => ['p', { 'data-kind': String(node.attrs['kind']) }, 0],
      parseDOM: [
        { tag: 'p[data-kind]', getAttrs: (dom) => ({ kind: kindOr((dom as HTMLElement).dataset['kind']) }) },
        { tag: 'li', getAttrs: () => ({ kind: 'list' }) },
        { tag: 'h1, h2, h3, h4, h5, h6', getAttrs: () => ({ kind: 'roman' }) },
        { tag: 'p' },
        { tag: 'div' },
      ],
    },
    table: {
      group: 'block',
      atom: true,
      attrs: { table: { default: null } },
      toDOM: (node) => ['div', { 'data-table': JSON.stringify(node.attrs['table']) }],
      parseDOM: [
        {
          tag: 'div[data-table]',
          priority: 60,
          getAttrs: (dom) => ({ table: JSON.parse((dom as HTMLElement).dataset['table'] ?? 'null') as unknown }),
        },
        { tag: 'table', priority: 60, getAttrs: (dom) => ({ table: pastedTable(dom as HTMLTableElement) }) },
      ],
    },
    text: {},
  },
  marks: {
    bold: {
      toDOM: () => ['strong', 0],
      parseDOM: [{ tag: 'strong' }, { tag: 'b' }, { style: 'font-weight', getAttrs: (value) => isBold(value) && null }],
    },
    italic: {
      toDOM: () => ['em', 0],
      parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
    },
    underline: { toDOM: () => ['u', 0], parseDOM: [{ tag: 'u' }] },
  },
})

const isBold = (value: string): boolean => /^(bold|[6-9]\d\d)$/.test(value)
const kindOr = (value: string | undefined): BlockKind => blockKinds.find((one) => one === value) ?? 'paragraph'

/** A table out of Word or a page: its first row names the columns. */
function pastedTable(table: HTMLTableElement): TableAttrs {
  const cells = [...table.rows].map((row) => [...row.cells].map((cell) => (cell.textContent ?? '').trim()))
  return tableOf(cells)
}

export function tableOf(cells: readonly (readonly string[])[]): TableAttrs {
  const width = Math.min(12, Math.max(1, ...cells.map((row) => row.length)))
  const [head = [], ...rows] = cells.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''))
  return {
    caption: '',
    columns: Array.from({ length: width }, (_, i) => ({ title: head[i] || `Cột ${i + 1}`, width: 1, align: 'left' })),
    rows: rows.length > 0 ? rows.slice(0, 1000) : [Array.from({ length: width }, () => '')],
  }
}

const isTitled = (kind: BlockKind): boolean =>
  kind === 'article-title' || kind === 'clause-title' || (headingLevels as readonly string[]).includes(kind)

function textOf(runs: readonly TextRunContent[]): Node[] {
  return runs
    .filter((run) => run.text !== '')
    .map((run) => {
      const marks: Mark[] = []
      if (run.isBold) marks.push(schema.marks.bold.create())
      if (run.isItalic) marks.push(schema.marks.italic.create())
      if (run.isUnderlined) marks.push(schema.marks.underline.create())
      return schema.text(run.text, marks)
    })
}

const line = (kind: BlockKind, runs: readonly TextRunContent[]): Node => schema.node('line', { kind }, textOf(runs))

/** A title with text under it is two lines here; they print the same. */
function linesOf(block: Block): Node[] {
  switch (block.kind) {
    case 'paragraph':
    case 'point':
    case 'closing':
      return [line(block.kind, block.runs)]
    case 'heading':
      return [line(block.level, [{ text: block.title }])]
    case 'list':
      return block.items.map((item) => line('list', item))
    case 'article':
    case 'clause':
      if (block.title === undefined) return [line(block.kind, block.runs ?? [])]
      return [
        line(`${block.kind}-title`, [{ text: block.title }]),
        ...(block.runs ? [line('paragraph', block.runs)] : []),
      ]
    case 'table':
      return [
        schema.node('table', {
          table: { caption: block.caption ?? '', columns: block.columns, rows: block.rows } satisfies TableAttrs,
        }),
      ]
  }
}

/** Content as a document of the editor; nothing is one empty paragraph. */
export function docOf(blocks: readonly Block[]): Node {
  const lines = blocks.flatMap(linesOf)
  return schema.node('doc', null, lines.length > 0 ? lines : [line('paragraph', [])])
}

const runsOf = (node: Node): TextRunContent[] => {
  const runs: TextRunContent[] = []
  node.forEach((child) => {
    const has = (name: string): boolean => child.marks.some((mark) => mark.type.name === name)
    runs.push({
      text: child.text ?? '',
      ...(has('bold') ? { isBold: true } : {}),
      ...(has('italic') ? { isItalic: true } : {}),
      ...(has('underline') ? { isUnderlined: true } : {}),
    })
  })
  return runs
}

export const kindOf = (node: Node): BlockKind => kindOr(node.attrs['kind'] as string | undefined)

function blockOf(kind: BlockKind, node: Node): Block {
  if (isTitled(kind)) {
    const title = node.textContent.trim()
    if (kind === 'article-title') return { kind: 'article', title }
    if (kind === 'clause-title') return { kind: 'clause', title }
    return { kind: 'heading', level: kind as HeadingLevel, title }
  }
  const runs = runsOf(node)
  return kind === 'list' ? { kind, items: [runs] } : ({ kind, runs } as Block)
}

/** Back to content: empty lines are not written, dashes that follow each other are one list. */
export function blocksOf(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.forEach((node) => {
    if (node.type.name === 'table') {
      const { caption, columns, rows } = node.attrs['table'] as TableAttrs
      blocks.push({
        kind: 'table',
        ...(caption.trim() ? { caption: caption.trim() } : {}),
        columns: columns.map((column, i) => ({ ...column, title: column.title.trim() || `Cột ${i + 1}` })),
        rows: rows.map((row) => [...row]),
      })
      return
    }
    if (node.textContent.trim() === '') return
    const block = blockOf(kindOf(node), node)
    const last = blocks.at(-1)
    if (block.kind === 'list' && last?.kind === 'list') last.items.push(...block.items)
    else blocks.push(block)
  })
  return blocks
}
