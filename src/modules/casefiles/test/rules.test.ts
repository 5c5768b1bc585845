import { describe, expect, it } from 'vitest'
import { movedOn } from '../actions/make-plan.ts'
import { closingOf } from '../actions/print-file.ts'
import {
  checkFile,
  type FileFacts,
  fileSymbol,
  gapsIn,
  giveNumbers,
  headingsInOrder,
  type ItemFacts,
  inOrder,
  isShorter,
  linesInOrder,
  marksOf,
  needsSheets,
  notationOf,
  numberPages,
  rankFiles,
} from '../rules.ts'

const item = (over: Partial<ItemFacts> = {}): ItemFacts => ({
  documentId: 'a',
  direction: 'incoming',
  how: 'hand',
  symbol: '15/QĐ-UBND',
  number: 15,
  series: 'QĐ-UBND',
  issuedDate: '2026-03-01',
  at: '2026-03-02T01:00:00Z',
  position: 10,
  identity: null,
  isWorkOpen: false,
  state: 'completed',
  isSigned: false,
  mode: null,
  handlerPost: 'me',
  handlerName: 'Đỗ Minh Khôi',
  fileCount: 1,
  pages: 3,
  sheets: null,
  ...over,
})
const file = (over: Partial<FileFacts> = {}): FileFacts => ({
  kind: 'case',
  medium: 'electronic',
  retention: '20',
  plannedRetention: null,
  makerPost: 'me',
  memberPosts: [],
  title: 'Hồ sơ rà soát hộ nghèo năm 2026',
  ...over,
})
const codes = (of: FileFacts, items: readonly ItemFacts[], missing: Parameters<typeof checkFile>[2] = []) =>
  checkFile(of, items, missing).map((check) => check.code)
const two = [item(), item({ documentId: 'b', symbol: '16/QĐ-UBND', number: 16 })]

describe('symbols and numbers', () => {
  it('writes ordinal and abbreviation', () => {
    expect(fileSymbol(1, 'TCCB')).toBe('01.TCCB')
    expect(fileSymbol(112, 'VP')).toBe('112.VP')
    expect(notationOf('Phòng Tổ chức cán bộ')).toBe('TCCB')
    expect(notationOf('Văn hóa và Xã hội')).toBe('VHXH')
  })

  it('goes on after the highest number, over the list or under each heading, and never gives one twice', () => {
    const lines = [
      { id: 'a', number: null, major: 'I' },
      { id: 'b', number: 2, major: 'I' },
      { id: 'c', number: null, major: 'II' },
      { id: 'd', number: null, major: 'I' },
    ]
    expect([...giveNumbers(lines, 'heading')]).toEqual([
      ['a', 3],
      ['c', 1],
      ['d', 4],
    ])
    expect([...giveNumbers(lines, 'whole')]).toEqual([
      ['a', 3],
      ['c', 4],
      ['d', 5],
    ])
    expect(giveNumbers(lines, 'heading', [{ major: 'II', number: 7 }]).get('c')).toBe(8)
  })

  it('marks headings Roman and Arabic, and puts lines under them', () => {
    const rows = [
      { id: 'b', parent_id: null, position: 20 },
      { id: 'a', parent_id: null, position: 10 },
      { id: 'a2', parent_id: 'a', position: 40 },
      { id: 'a1', parent_id: 'a', position: 30 },
    ]
    const ordered = headingsInOrder(rows)
    expect(ordered.map((row) => row.id)).toEqual(['a', 'a1', 'a2', 'b'])
    expect([...marksOf(ordered).values()]).toEqual(['I', '1', '2', 'II'])
    const line = (id: string, heading_id: string, position: number) => ({ id, heading_id, position })
    expect(linesInOrder([line('1', 'b', 1), line('2', 'a1', 9), line('3', 'a', 5)], rows).map((one) => one.id)).toEqual(
      ['3', '2', '1'],
    )
  })

  it('moves years in titles on with the period', () => {
    expect(movedOn('Báo cáo năm 2025 theo kế hoạch 2024', '2025')).toBe('Báo cáo năm 2026 theo kế hoạch 2024')
    expect(movedOn('Đại hội nhiệm kỳ 2020-2025', '2020-2025')).toBe('Đại hội nhiệm kỳ 2025-2030')
  })

  it('closes a plan with its counts', () => {
    expect(closingOf(['vv', '20', 'hl'])).toBe(
      'Danh mục hồ sơ này có 03 hồ sơ, bao gồm: 01 hồ sơ bảo quản vĩnh viễn; 02 hồ sơ bảo quản có thời hạn.',
    )
  })
})

describe('what a file lacks', () => {
  it('finds nothing in a whole file', () => expect(codes(file(), two)).toEqual([]))

  it('stops at an empty file alone', () => {
    expect(checkFile(file(), [], [])).toMatchObject([{ code: 'empty', level: 'stop' }])
    expect(codes(file(), [item()])).toEqual(['single'])
    expect(codes(file({ kind: 'reference' }), [item()])).toEqual([])
  })

  it.each<[string, FileFacts, readonly ItemFacts[]]>([
    ['no-retention', file({ retention: null }), two],
    ['retention-short', file({ retention: '10', plannedRetention: '20' }), two],
    ['unnamed', file({ title: 'Hồ sơ' }), two],
    ['open-work', file(), [item({ isWorkOpen: true }), two[1]!]],
    ['not-issued', file(), [item({ direction: 'outgoing', state: 'drafting', mode: 'digital' }), two[1]!]],
    ['unsigned', file(), [item({ direction: 'outgoing', state: 'issued', mode: 'paper', fileCount: 0 }), two[1]!]],
    ['no-scan', file(), [item({ fileCount: 0 }), two[1]!]],
    ['double', file(), [item({ identity: 'x' }), item({ documentId: 'b', identity: 'x' })]],
    ['other-handler', file(), [item({ handlerPost: 'you' }), item({ documentId: 'b', handlerPost: 'you' })]],
  ])('tells %s and nothing else', (code, of, items) => expect(codes(of, items)).toEqual([code]))

  it('asks for answers and bases that lie elsewhere, with the way to mend it', () => {
    const [check] = checkFile(file(), two, [{ documentId: 'z', kind: 'answer', symbol: '20/BC-UBND', of: 'a' }])
    expect(check).toMatchObject({ code: 'missing-answer', addId: 'z', documentId: 'a', about: '20/BC-UBND' })
  })

  it('finds gaps in a collection only', () => {
    const gappy = [item({ number: 1 }), item({ documentId: 'b', number: 5 })]
    expect(codes(file(), gappy)).toEqual([])
    expect(checkFile(file({ kind: 'collection' }), gappy, [])).toMatchObject([{ code: 'gap', about: '2-4 (QĐ-UBND)' }])
    expect(
      gapsIn([
        { series: 'BC', number: 1 },
        { series: 'BC', number: 3 },
        { series: 'KH', number: 9 },
      ]),
    ).toEqual(['2 (BC)'])
  })
})

describe('order, pages, leaves', () => {
  it('stands by time or as it was put', () => {
    const late = item({ documentId: 'x', issuedDate: '2026-05-01', position: 10 })
    const early = item({ documentId: 'y', issuedDate: '2026-02', position: 20 })
    expect(inOrder([late, early], 'time').map((one) => one.documentId)).toEqual(['y', 'x'])
    expect(inOrder([early, late], 'process').map((one) => one.documentId)).toEqual(['x', 'y'])
  })

  it('numbers on through the file', () => {
    const numbered = numberPages([
      { pages: 3, sheets: 2 },
      { pages: null, sheets: 1 },
      { pages: 4, sheets: null },
    ])
    expect(numbered).toEqual({
      places: [
        { firstPage: 1, firstSheet: 1 },
        { firstPage: null, firstSheet: 3 },
        { firstPage: 4, firstSheet: null },
      ],
      pages: 7,
      sheets: 3,
    })
  })

  it('asks for leaves of paper kept five years and more (Đ29.4)', () => {
    expect(needsSheets('paper', '5')).toBe(true)
    expect(needsSheets('paper', 'vv')).toBe(true)
    expect(needsSheets('paper', '3')).toBe(false)
    expect(needsSheets('electronic', 'vv')).toBe(false)
    expect(isShorter('10', 'vv')).toBe(true)
    expect(isShorter('hl', '20')).toBe(false)
  })
})

describe('where a document belongs', () => {
  const one = (id: string, title: string, over: object = {}) => ({
    id,
    title,
    alike: 0,
    isThread: false,
    changedAt: null,
    ...over,
  })
  it('goes by thread, then words, then where its like was put, then what was worked on last', () => {
    const ranked = rankFiles('Kế hoạch rà soát hộ nghèo, hộ cận nghèo', [
      one('recent', 'Hồ sơ xây dựng trụ sở', { changedAt: '2026-11-01' }),
      one('past', 'Tập công văn đến', { alike: 3 }),
      one('subject', 'Hồ sơ rà soát hộ nghèo'),
      one('thread', 'Hồ sơ khác', { isThread: true }),
    ])
    expect(ranked.map((each) => [each.id, each.why])).toEqual([
      ['thread', 'thread'],
      ['subject', 'subject'],
      ['past', 'past'],
    ])
    expect(rankFiles('Xyz', [one('recent', 'Hồ sơ xây dựng trụ sở', { changedAt: '2026-11-01' })])).toMatchObject([
      { why: 'recent' },
    ])
    expect(rankFiles('Xyz', [one('never', 'Hồ sơ xây dựng trụ sở')])).toEqual([])
  })
})
