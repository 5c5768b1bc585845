import { baseKeymap, toggleMark } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { type Command, EditorState, Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view'
import 'prosemirror-view/style/prosemirror.css'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Block } from '#engines/compose/document/content.ts'
import { Button } from '#web/kit/button.tsx'
import styles from './editor.module.css'
import { backspace, blockAt, enter, insertTable, move, pasted, setKind, shift, typedNumber } from './editor-commands.ts'
import { labelsOf } from './editor-numbers.ts'
import { type BlockKind, blockKinds, blocksOf, docOf, kindOf, schema } from './editor-schema.ts'
import { TableView } from './table-view.ts'

/** Numbers beside the blocks: they follow from the text and are no part of it. */
function numbers(doc: Node): DecorationSet {
  const blocks: { kind: BlockKind | 'table'; isEmpty: boolean; from: number; to: number }[] = []
  doc.forEach((node, from) => {
    const isTable = node.type === schema.nodes.table
    blocks.push({
      kind: isTable ? 'table' : kindOf(node),
      isEmpty: !isTable && node.textContent.trim() === '',
      from,
      to: from + node.nodeSize,
    })
  })
  const labels = labelsOf(blocks)
  return DecorationSet.create(
    doc,
    blocks.flatMap(({ from, to }, i) => (labels[i] ? [Decoration.node(from, to, { 'data-number': labels[i] })] : [])),
  )
}

const numbering = new Plugin<DecorationSet>({
  state: {
    init: (_, state) => numbers(state.doc),
    apply: (tr, old) => (tr.docChanged ? numbers(tr.doc) : old),
  },
  props: {
    decorations(state) {
      return this.getState(state)
    },
  },
})

/** A typed number becomes the kind that it says; while an input method composes nothing is touched. */
const typing = new Plugin({
  props: {
    handleTextInput(view, _from, _to, text, deflt) {
      if (text !== ' ' || view.composing) return false
      const made = typedNumber(view.state.apply(deflt()))
      if (!made) return false
      view.dispatch(deflt())
      const now = typedNumber(view.state)
      if (now) view.dispatch(now)
      return true
    },
    transformPasted: pasted,
  },
})

const keys: Record<string, Command> = {
  Enter: enter,
  'Shift-Enter': enter,
  Backspace: backspace,
  'Alt-ArrowUp': move(-1),
  'Alt-ArrowDown': move(1),
  'Alt-Shift-ArrowRight': shift(1),
  'Alt-Shift-ArrowLeft': shift(-1),
  'Mod-z': undo,
  'Mod-y': redo,
  'Mod-Shift-z': redo,
  'Mod-b': toggleMark(schema.marks.bold),
  'Mod-i': toggleMark(schema.marks.italic),
  'Mod-u': toggleMark(schema.marks.underline),
}

/**
 * The text in blocks, with the numbers that will be printed. `initial` counts when the editor is made: to open other content give
 * it another `key`.
 */
export function BlockEditor(props: {
  initial: readonly Block[]
  onChange: (blocks: Block[]) => void
  label: string
  autoFocus?: boolean
}) {
  const { t } = useTranslation('outgoing')
  const place = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView | null>(null)
  const [, setSeen] = useState(0)
  const given = useRef(props)
  useEffect(() => {
    given.current = props
  })
  const words = useRef(t)
  words.current = t

  useEffect(() => {
    const element = place.current
    if (!element) return
    const { initial, label, autoFocus } = given.current
    const made = new EditorView(element, {
      state: EditorState.create({
        doc: docOf(initial),
        plugins: [history(), numbering, typing, keymap(keys), keymap(baseKeymap)],
      }),
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        lang: 'vi',
        spellcheck: 'false',
        class: styles['text'] ?? '',
      },
      nodeViews: {
        table: (node, editor, getPos) =>
          new TableView(node, editor, getPos, {
            caption: words.current('editor.table.caption'),
            column: (no) => words.current('editor.table.column', { no }),
            cell: (row, column) => words.current('editor.table.cell', { row, column }),
            addRow: words.current('editor.table.addRow'),
            addColumn: words.current('editor.table.addColumn'),
            removeRow: words.current('editor.table.removeRow'),
            removeColumn: words.current('editor.table.removeColumn'),
            remove: words.current('editor.table.remove'),
          }),
      },
      dispatchTransaction(tr) {
        made.updateState(made.state.apply(tr))
        if (tr.docChanged) given.current.onChange(blocksOf(made.state.doc))
        setSeen((count) => count + 1)
      },
    })
    if (autoFocus) made.focus()
    setView(made)
    return () => made.destroy()
  }, [])

  const run = (command: Command) => {
    if (!view) return
    command(view.state, view.dispatch)
    view.focus()
  }
  const at = view ? blockAt(view.state).node : null
  const kind = at && at.type !== schema.nodes.table ? kindOf(at) : 'table'
  return (
    <div className={styles['editor']}>
      <div className={styles['tools']} role="toolbar" aria-label={t('editor.tools.label')}>
        <select
          aria-label={t('editor.tools.kind')}
          value={kind}
          disabled={kind === 'table'}
          onChange={(event) => run(setKind(event.currentTarget.value as BlockKind))}
        >
          {[...blockKinds, ...(kind === 'table' ? (['table'] as const) : [])].map((one) => (
            <option key={one} value={one}>
              {t(`editor.kinds.${one}`)}
            </option>
          ))}
        </select>
        {(
          [
            ['bold', 'B'],
            ['italic', 'I'],
            ['underline', 'U'],
          ] as const
        ).map(([mark, letter]) => (
          <button
            key={mark}
            type="button"
            className={styles[mark]}
            title={`${t(`editor.tools.${mark}`)} (Ctrl+${letter})`}
            aria-label={t(`editor.tools.${mark}`)}
            aria-pressed={view ? isMarked(view.state, mark) : false}
            // The selection stays in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(toggleMark(schema.marks[mark]))}
          >
            {letter}
          </button>
        ))}
        <Button kind="quiet" icon="up" iconOnly keys="Alt+↑" onClick={() => run(move(-1))}>
          {t('editor.tools.up')}
        </Button>
        <Button kind="quiet" icon="down" iconOnly keys="Alt+↓" onClick={() => run(move(1))}>
          {t('editor.tools.down')}
        </Button>
        <Button kind="quiet" icon="columns" iconOnly onClick={() => run(insertTable)}>
          {t('editor.tools.table')}
        </Button>
        <Button kind="quiet" icon="back" iconOnly keys="Ctrl+Z" onClick={() => run(undo)}>
          {t('editor.tools.undo')}
        </Button>
        <Button kind="quiet" icon="rotate" iconOnly keys="Ctrl+Y" onClick={() => run(redo)}>
          {t('editor.tools.redo')}
        </Button>
      </div>
      <div ref={place} className={styles['place']} />
    </div>
  )
}

function isMarked(state: EditorState, name: 'bold' | 'italic' | 'underline'): boolean {
  const { from, to, empty, $from } = state.selection
  const mark = schema.marks[name]
  return empty
    ? (state.storedMarks ?? $from.marks()).some((one) => one.type === mark)
    : state.doc.rangeHasMark(from, to, mark)
}
