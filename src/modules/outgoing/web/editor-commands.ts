/** What keys and buttons of the editor do to the text; pure over the editor's state. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type Command, type EditorState, Selection, TextSelection } from 'prosemirror-state'
import { typedKind } from './editor-numbers.ts'
import { type BlockKind, headingLevels, kindOf, schema, type TableAttrs, tableOf } from './editor-schema.ts'

/** The block with the cursor: its place in the document, its position and itself. */
export function blockAt(state: EditorState): { index: number; pos: number; node: Node } {
  const { $from } = state.selection
  const index = Math.min($from.index(0), state.doc.childCount - 1)
  let pos = 0
  for (let i = 0; i < index; i++) pos += state.doc.child(i).nodeSize
  return { index, pos, node: state.doc.child(index) }
}

/** What Enter begins after a block. */
export function followedBy(kind: BlockKind): BlockKind {
  if (kind === 'article-title') return 'clause'
  if (kind === 'clause-title') return 'point'
  if ((headingLevels as readonly string[]).includes(kind) || kind === 'closing') return 'paragraph'
  return kind
}

/** Gives every chosen block of text another kind; words and marks stay. */
export const setKind =
  (kind: BlockKind): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection
    const { tr } = state
    let isAny = false
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (node.type !== schema.nodes.line) return false
      isAny = true
      tr.setNodeMarkup(pos, null, { kind })
      return false
    })
    if (isAny) dispatch?.(tr.scrollIntoView())
    return isAny
  }

/** Enter: a new block of the kind that follows; in an empty numbered one the numbering ends. */
export const enter: Command = (state, dispatch) => {
  const { node } = blockAt(state)
  if (node.type !== schema.nodes.line || !(state.selection instanceof TextSelection)) return false
  const kind = kindOf(node)
  if (node.content.size === 0 && kind !== 'paragraph') return setKind('paragraph')(state, dispatch)
  const tr = state.tr.deleteSelection()
  const $at = tr.doc.resolve(tr.selection.from)
  // Before the first letter an empty block of the same kind comes in above: the words keep what they are.
  const isStart = $at.parentOffset === 0 && $at.parent.content.size > 0
  tr.split(tr.selection.from, 1, [{ type: schema.nodes.line, attrs: { kind: isStart ? kind : followedBy(kind) } }])
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Backspace before the first letter: the block becomes a paragraph, and a paragraph is left to join the one above. */
export const backspace: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection
  if (!$cursor || $cursor.parentOffset > 0) return false
  const kind = kindOf($cursor.parent)
  return kind === 'paragraph' ? false : setKind('paragraph')(state, dispatch)
}

/** Moves the block with the cursor over its neighbour. */
export const move =
  (by: -1 | 1): Command =>
  (state, dispatch) => {
    const { index, pos, node } = blockAt(state)
    const other = index + by
    if (other < 0 || other >= state.doc.childCount) return false
    const neighbour = state.doc.child(other)
    const offset = state.selection.from - pos
    const start = by < 0 ? pos - neighbour.nodeSize : pos
    const pair = by < 0 ? [node, neighbour] : [neighbour, node]
    const tr = state.tr.replaceWith(start, start + node.nodeSize + neighbour.nodeSize, Fragment.from(pair))
    const at = (by < 0 ? start : start + neighbour.nodeSize) + offset
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size))))
    dispatch?.(tr.scrollIntoView())
    return true
  }

const LADDER: readonly BlockKind[] = ['article', 'clause', 'point', 'list', 'paragraph']

/** One step deeper (article, clause, point, dash) or back. */
export const shift =
  (by: -1 | 1): Command =>
  (state, dispatch) => {
    const { node } = blockAt(state)
    if (node.type !== schema.nodes.line) return false
    const kind = kindOf(node)
    const at = LADDER.indexOf(kind === 'article-title' ? 'article' : kind === 'clause-title' ? 'clause' : kind)
    const next = LADDER[at + by]
    return at < 0 || next === undefined ? false : setKind(next)(state, dispatch)
  }

/** Puts a table under the block with the cursor. */
export const insertTable: Command = (state, dispatch) => {
  const { pos, node } = blockAt(state)
  const table: TableAttrs = tableOf([
    ['STT', 'Nội dung', 'Ghi chú'],
    ['1', '', ''],
  ])
  const tr = state.tr.insert(pos + node.nodeSize, schema.node('table', { table }))
  dispatch?.(tr.scrollIntoView())
  return true
}

/** A number typed before the text makes the block what it says: `Điều 1. `, `1. `, `a) `, `- `. */
export function typedNumber(state: EditorState): ReturnType<EditorState['tr']['setNodeMarkup']> | null {
  const { pos, node } = blockAt(state)
  if (node.type !== schema.nodes.line || kindOf(node) !== 'paragraph') return null
  const found = typedKind(node.textContent)
  const typed = state.selection.from - pos - 1
  if (!found || found.length !== typed || node.content.size !== typed) return null
  return state.tr.delete(pos + 1, pos + 1 + found.length).setNodeMarkup(pos, null, { kind: found.kind })
}

/** Pasted paragraphs that begin with a number become what it says; the number goes, for the form writes it itself. */
export function pasted(slice: Slice): Slice {
  const nodes = Array.from({ length: slice.content.childCount }, (_, i) => slice.content.child(i))
    .filter(
      (node) => node.type !== schema.nodes.line || node.textContent.trim() !== '' || slice.content.childCount === 1,
    )
    .map((node) => {
      if (node.type !== schema.nodes.line) return node
      const found = ['paragraph', 'list'].includes(kindOf(node)) ? typedKind(node.textContent) : null
      return found ? schema.node('line', { kind: found.kind }, node.cut(found.length).content) : node
    })
  return new Slice(Fragment.from(nodes), slice.openStart, slice.openEnd)
}
