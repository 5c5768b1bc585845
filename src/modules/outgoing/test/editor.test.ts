/** Writing in blocks: content and editor are one, numbers are those that will be printed, keys do what they say. */
import { Fragment, Slice } from 'prosemirror-model'
import { type Command, EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { type Block, blockSchema } from '#engines/compose/document/content.ts'
import { composeDocument } from '#engines/compose/index.ts'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { contentOf, missing, writingOf } from '../web/draft-content.ts'
import { backspace, enter, insertTable, move, pasted, setKind, shift, typedNumber } from '../web/editor-commands.ts'
import { labelsOf, typedKind } from '../web/editor-numbers.ts'
import { type BlockKind, blocksOf, docOf, kindOf, schema } from '../web/editor-schema.ts'

const runs = (text: string) => [{ text }]
const para = (text: string): Block => ({ kind: 'paragraph', runs: runs(text) })
const article = (text: string): Block => ({ kind: 'article', runs: runs(text) })

/** One of everything, in an order where counts begin anew. */
const everything: Block[] = [
  { kind: 'heading', level: 'chapter', title: 'Quy định chung' },
  { kind: 'heading', level: 'section', title: 'Phạm vi' },
  { kind: 'article', title: 'Phạm vi điều chỉnh' },
  { kind: 'clause', runs: runs('Khoản đầu của điều một') },
  { kind: 'point', runs: runs('Điểm đầu') },
  { kind: 'point', runs: runs('Điểm sau') },
  { kind: 'clause', runs: runs('Khoản sau của điều một') },
  { kind: 'point', runs: runs('Điểm đầu của khoản sau') },
  { kind: 'heading', level: 'section', title: 'Đối tượng' },
  { kind: 'article', title: 'Đối tượng áp dụng' },
  { kind: 'clause', runs: runs('Khoản đầu của điều hai') },
  { kind: 'heading', level: 'chapter', title: 'Tổ chức thực hiện' },
  { kind: 'heading', level: 'section', title: 'Trách nhiệm' },
  article('Điều ba chỉ có chữ'),
  { kind: 'list', items: [runs('Gạch đầu dòng một'), runs('Gạch đầu dòng hai')] },
  para('Đoạn không đánh số'),
]

function kinds(blocks: readonly Block[]): { kind: BlockKind | 'table'; isEmpty: boolean }[] {
  const doc = docOf(blocks)
  return Array.from({ length: doc.childCount }, (_, i) => doc.child(i)).map((node) => ({
    kind: node.type === schema.nodes.table ? 'table' : kindOf(node),
    isEmpty: node.textContent === '',
  }))
}

/** The state with the cursor before the given letter of a block. */
function stateAt(blocks: readonly Block[], index: number, offset: number): EditorState {
  const state = EditorState.create({ doc: docOf(blocks) })
  let pos = 0
  for (let i = 0; i < index; i++) pos += state.doc.child(i).nodeSize
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos + 1 + offset)))
}
function pressed(state: EditorState, command: Command): EditorState {
  let next = state
  const isDone = command(state, (tr) => {
    next = state.apply(tr)
  })
  expect(isDone).toBe(true)
  return next
}
const told = (state: EditorState): string[] => {
  const out: string[] = []
  state.doc.forEach((node) => {
    out.push(`${node.type.name === 'table' ? 'table' : kindOf(node)}:${node.textContent}`)
  })
  return out
}

describe('content in the editor', () => {
  it('comes back as it went in', () => {
    const rich: Block[] = [
      {
        kind: 'paragraph',
        runs: [{ text: 'Chữ ' }, { text: 'đậm', isBold: true }, { text: ' nghiêng', isItalic: true }],
      },
      { kind: 'clause', title: 'Khoản có tên' },
      {
        kind: 'table',
        caption: 'Bảng 1',
        columns: [
          { title: 'STT', width: 1, align: 'center' },
          { title: 'Nội dung', width: 4, align: 'left' },
        ],
        rows: [['1', 'Rà soát']],
      },
      { kind: 'closing', runs: runs('Trân trọng') },
    ]
    expect(blocksOf(docOf([...everything, ...rich]))).toEqual([...everything, ...rich])
    for (const block of blocksOf(docOf([...everything, ...rich])))
      expect(blockSchema.safeParse(block).error).toBeUndefined()
  })

  it('shows a title with text under it as two lines, and writes no empty ones', () => {
    const doc = docOf([{ kind: 'article', title: 'Hiệu lực', runs: runs('Từ ngày ký.') }, para('   ')])
    expect(blocksOf(doc)).toEqual([{ kind: 'article', title: 'Hiệu lực' }, para('Từ ngày ký.')])
    expect(docOf([]).childCount).toBe(1)
  })

  it('gives back what the page does not show', () => {
    const content = {
      superior: null,
      decides: null,
      addressees: ['Sở Nội vụ'],
      bases: ['Luật A', 'Luật B'],
      body: [para('Chữ')],
      appendices: [{ kind: 'regulation', type: 'quy-che', title: 'Quy chế', isLandscape: true, blocks: [para('Chữ')] }],
      contact: 'Số 1 đường Sông Mây',
      drafter: { sign: 'CVÍ', copies: 2 },
    }
    expect(contentOf(writingOf(content))).toEqual(content)
    expect(contentOf({ ...writingOf(content), bases: ' Luật A \n\n' })['bases']).toEqual(['Luật A'])
  })

  it('says what is missing before it is sent', () => {
    const writing = writingOf({ body: [para('Chữ')] })
    expect(missing(writing)).toBeNull()
    expect(missing({ ...writing, body: [] })).toBe('empty')
    const one = { id: 'a', title: '', isLandscape: false, blocks: [para('Chữ')], rest: {} }
    expect(missing({ ...writing, appendices: [one] })).toBe('appendixUnnamed')
    expect(missing({ ...writing, appendices: [{ ...one, title: 'Danh sách', blocks: [] }] })).toBe('appendixEmpty')
    expect(missing({ ...writing, appendices: [{ ...one, blocks: [] }] })).toBeNull()
  })
})

describe('numbers beside the blocks', () => {
  it('are those that the composer prints', async () => {
    const blocks: Block[] = [
      ...everything,
      { kind: 'heading', level: 'roman', title: 'Mục la mã một' },
      { kind: 'clause', title: 'Khoản một của la mã', runs: runs('Chữ dưới khoản') },
      { kind: 'heading', level: 'roman', title: 'Mục la mã hai' },
      { kind: 'clause', runs: runs('Khoản một lại từ đầu') },
    ]
    const { docx } = await composeDocument(
      {
        version: 1,
        type: 'bao-cao',
        superior: null,
        issuer: 'Ủy ban nhân dân xã Sông Mây',
        notation: 'BC-UBND',
        number: null,
        place: 'Sông Mây',
        issued: null,
        subject: 'Ban hành quy định',
        body: blocks,
        signers: [{ authority: [], position: 'Chủ tịch', name: 'Hoàng Văn Quyết' }],
        recipients: { lines: ['Ủy ban nhân dân tỉnh'], archive: 'VP' },
      },
      { regime: 'state', date: '2026-11-23', createdAt: '2026-11-23T01:00:00Z' },
    )
    const printed = paragraphTexts(await readDocument(docx)).map((text) => text.toLocaleUpperCase('vi'))
    const labels = labelsOf(kinds(blocks))
    const doc = docOf(blocks)
    for (const [i, label] of labels.entries()) {
      const words = doc.child(i).textContent.toLocaleUpperCase('vi')
      const at = printed.findIndex((text) => text.replace(/\s+/g, ' ').includes(words))
      expect(at, words).toBeGreaterThan(-1)
      // Parts, chapters and sections print their number on a line of its own above.
      const isAbove = /^(Phần|Chương|Mục|Tiểu mục) /.test(label)
      const line = (isAbove ? printed[at - 1] : printed[at])?.replace(/\s+/g, ' ').trim() ?? ''
      const wanted = label.toLocaleUpperCase('vi')
      expect(isAbove ? line : line.slice(0, wanted.length), words).toBe(wanted)
    }
  })

  it('count nothing for an empty block, which is not printed', () => {
    expect(
      labelsOf([
        { kind: 'article', isEmpty: false },
        { kind: 'article', isEmpty: true },
        { kind: 'article', isEmpty: false },
      ]),
    ).toEqual(['Điều 1.', 'Điều 2.', 'Điều 2.'])
  })

  it('are understood when they are typed or pasted', () => {
    expect(typedKind('Điều 12. Hiệu lực')).toEqual({ kind: 'article', length: 9 })
    expect(typedKind('II. TỔ CHỨC THỰC HIỆN')).toEqual({ kind: 'roman', length: 4 })
    expect(typedKind('1. Giao Văn phòng')).toEqual({ kind: 'clause', length: 3 })
    expect(typedKind('đ) Các nội dung khác')).toEqual({ kind: 'point', length: 3 })
    expect(typedKind('- Lưu: VT')).toEqual({ kind: 'list', length: 2 })
    for (const text of ['Căn cứ Điều 12', '12 hộ nghèo', '3.000 đồng', 'I. Lê nói', 'Ủy ban'])
      expect(typedKind(text), text).toBeNull()
  })
})

describe('keys of the editor', () => {
  it('Enter goes on with the kind, and ends the numbering in an empty block', () => {
    const split = pressed(stateAt([article('Một hai')], 0, 4), enter)
    expect(told(split)).toEqual(['article:Một ', 'article:hai'])
    const grown = pressed(stateAt([article('Một')], 0, 3), enter)
    expect(told(grown)).toEqual(['article:Một', 'article:'])
    expect(told(pressed(grown, enter))).toEqual(['article:Một', 'paragraph:'])
    const titled = stateAt([{ kind: 'article', title: 'Tên' }], 0, 3)
    expect(told(pressed(titled, enter))).toEqual(['article-title:Tên', 'clause:'])
    expect(told(pressed(stateAt([article('Một')], 0, 0), enter))).toEqual(['article:', 'article:Một'])
  })

  it('Backspace before the first letter makes a paragraph, then is left to join', () => {
    const state = stateAt([para('A'), article('B')], 1, 0)
    const plain = pressed(state, backspace)
    expect(told(plain)).toEqual(['paragraph:A', 'paragraph:B'])
    expect(backspace(plain, undefined)).toBe(false)
    expect(backspace(stateAt([article('B')], 0, 1), undefined)).toBe(false)
  })

  it('moves a block over its neighbour with the cursor in it, and not past the ends', () => {
    const state = stateAt([para('A'), article('BB'), para('C')], 1, 1)
    const up = pressed(state, move(-1))
    expect(told(up)).toEqual(['article:BB', 'paragraph:A', 'paragraph:C'])
    expect(up.selection.$from.parent.textContent).toBe('BB')
    expect(up.selection.$from.parentOffset).toBe(1)
    expect(told(pressed(pressed(up, move(1)), move(1)))).toEqual(['paragraph:A', 'paragraph:C', 'article:BB'])
    expect(move(-1)(up, undefined)).toBe(false)
  })

  it('goes deeper and back, and gives many blocks one kind', () => {
    const deep = pressed(stateAt([article('A')], 0, 1), shift(1))
    expect(told(deep)).toEqual(['clause:A'])
    expect(told(pressed(deep, shift(-1)))).toEqual(['article:A'])
    expect(shift(-1)(stateAt([article('A')], 0, 1), undefined)).toBe(false)
    const all = stateAt([para('A'), para('B')], 0, 0)
    const chosen = all.apply(all.tr.setSelection(TextSelection.create(all.doc, 1, all.doc.content.size - 1)))
    expect(told(pressed(chosen, setKind('list')))).toEqual(['list:A', 'list:B'])
  })

  it('puts a table under the block, valid at once', () => {
    const state = pressed(stateAt([para('A')], 0, 1), insertTable)
    const [, table] = blocksOf(state.doc)
    expect(blockSchema.safeParse(table).error).toBeUndefined()
  })

  it('makes a typed number what it says, and only at the beginning', () => {
    const typed = stateAt([para('Điều 3. ')], 0, 8)
    expect(told(typed.apply(typedNumber(typed)!))).toEqual(['article:'])
    expect(typedNumber(stateAt([para('Theo Điều 3. ')], 0, 13))).toBeNull()
    expect(typedNumber(stateAt([article('1. ')], 0, 3))).toBeNull()
  })

  it('reads pasted numbers, and leaves empty lines out', () => {
    const lines = ['Điều 1. Phạm vi', '', '1. Khoản', 'Đoạn']
    const slice = new Slice(
      Fragment.from(lines.map((text) => schema.node('line', { kind: 'paragraph' }, text ? [schema.text(text)] : []))),
      0,
      0,
    )
    const out: string[] = []
    pasted(slice).content.forEach((node) => {
      out.push(`${kindOf(node)}:${node.textContent}`)
    })
    expect(out).toEqual(['article:Phạm vi', 'clause:Khoản', 'paragraph:Đoạn'])
  })
})
