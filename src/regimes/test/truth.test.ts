/** Independent truth: tables typed from the handbook (sections 0, 2, 3, 4, 6.2, 14), not from the rules. */

import { describe, expect, it } from 'vitest'
import { formRules } from '#regimes/layout/index.ts'
import {
  deadlineFor,
  documentType,
  findRuleSet,
  incomingBookFor,
  incomingDocumentTypes,
  mixesDuties,
  policyFlag,
  policyNumber,
  printedRegister,
  registerBook,
  registerBooksOf,
  rightsAt,
  roleIds,
  rolesWith,
  ruleSet,
  secretRefusal,
  urgency,
} from '../index.ts'

const state = ruleSet('state', '2026-11-23')
const party = ruleSet('party', '2026-11-23')

// Handbook 4.4, read by columns.
const stateTypes = `Nghị quyết NQ|Quyết định QĐ|Chỉ thị CT|Quy chế QC|Quy định QyĐ|Thông cáo TC|Thông báo TB|Hướng dẫn HD|
Chương trình CTr|Kế hoạch KH|Phương án PA|Đề án ĐA|Dự án DA|Báo cáo BC|Biên bản BB|Tờ trình TTr|Hợp đồng HĐ|Công văn -|
Công điện CĐ|Bản ghi nhớ BGN|Bản thỏa thuận BTT|Giấy ủy quyền GUQ|Giấy mời GM|Giấy giới thiệu GGT|Giấy nghỉ phép GNP|
Phiếu gửi PG|Phiếu chuyển PC|Phiếu báo PB|Thư công -`
// Handbook 4.5.
const partyTypes = `Cương lĩnh chính trị -|Điều lệ Đảng -|Chiến lược -|Nghị quyết NQ|Quyết định QĐ|Chỉ thị CT|Kết luận KL|
Quy chế QC|Quy định QĐ|Thông tri TT|Hướng dẫn HD|Thông báo TB|Thông cáo -|Tuyên bố -|Lời kêu gọi -|Báo cáo BC|Kế hoạch KH|
Quy hoạch -|Chương trình CTr|Đề án ĐA|Phương án PA|Dự án -|Tờ trình TTr|Công văn CV|Biên bản BB`
const partyPapers =
  'giấy giới thiệu, giấy chứng nhận, giấy đi đường, giấy nghỉ phép, giấy mời, phiếu chuyển, phiếu gửi, thư công'

const read = (table: string) =>
  table.split('|').map((cell) => {
    const words = cell.trim().split(' ')
    const abbreviation = words.pop()!
    return [words.join(' '), abbreviation === '-' ? null : abbreviation]
  })

describe('document types', () => {
  it('State: the 29 of NĐ 30 with their abbreviations, and three copies', () => {
    const named = state.documentTypes.filter((t) => t.group === 'administrative' || t.group === 'paper')
    expect(named.map((t) => [t.vi, t.abbreviation])).toEqual(read(stateTypes))
    expect(named).toHaveLength(29)
    expect(state.documentTypes.filter((t) => t.group === 'copy').map((t) => t.abbreviation)).toEqual([
      'SY',
      'SL',
      'TrS',
    ])
  })

  it('Party: 25 types, 8 papers and the copy', () => {
    const named = party.documentTypes.filter((t) => t.group === 'administrative' || t.group === 'founding')
    expect(named.map((t) => [t.vi, t.abbreviation])).toEqual(read(partyTypes))
    expect(named).toHaveLength(25)
    const papers = party.documentTypes.filter((t) => t.group === 'paper').map((t) => t.vi.toLowerCase())
    expect(papers).toEqual(partyPapers.split(', '))
    expect(documentType(party, 'BS')?.group).toBe('copy')
  })

  it('are found by code, name in any writing, and abbreviation', () => {
    expect(documentType(state, 'QUYET DINH')?.code).toBe('quyet-dinh')
    expect(documentType(state, ' Tờ   trình ')?.code).toBe('to-trinh')
    expect(documentType(state, 'TỜ TRÌNH'.normalize('NFD'))?.code).toBe('to-trinh')
    expect(documentType(state, 'QĐ')?.code).toBe('quyet-dinh')
    expect(documentType(state, 'QyĐ')?.code).toBe('quy-dinh')
    expect(documentType(party, 'QĐ')?.code).toBe('quyet-dinh')
    expect(documentType(party, 'quy định')?.abbreviation).toBe('QĐ')
    expect(documentType(party, 'CV')?.code).toBe('cong-van')
    expect(documentType(state, 'CV')).toBeNull()
    expect(documentType(state, '')).toBeNull()
    expect(documentType(state, 'kết luận')).toBeNull()
  })

  it('incoming lists hold the other regime’s types once', () => {
    const codes = incomingDocumentTypes(state).map((t) => t.code)
    expect(codes).toContain('ket-luan')
    expect(codes).toContain('nghi-dinh')
    expect(new Set(codes).size).toBe(codes.length)
  })
})

describe('days', () => {
  it('State rules begin on 5/3/2020, and the Party’s types change with 399-QĐ/TW', () => {
    expect(findRuleSet('state', '2020-03-04')).toBeNull()
    expect(findRuleSet('state', '2020-03-05')?.id).toBe('state-2020-03-05')
    expect(() => ruleSet('state', '2019-12-31')).toThrow(/no rule set/)
    expect(documentType(ruleSet('party', '2026-01-08'), 'NQ')?.source.confidence).toBe('B')
    expect(documentType(ruleSet('party', '2026-01-09'), 'NQ')?.source.text).toBe('399-QĐ/TW')
  })

  it('the refusal of secrets cites the law of the day', () => {
    expect(secretRefusal(ruleSet('state', '2026-02-28'))?.quote.vi).toContain('29/2018/QH14')
    expect(secretRefusal(ruleSet('state', '2026-03-01'))?.quote.vi).toContain('117/2025/QH15')
    expect(secretRefusal(party)?.quote.vi).toContain('Tuyệt mật')
  })
})

describe('registers', () => {
  it('State incoming is one series a year whatever books show it; Party goes by the term and the origin', () => {
    const shown = registerBooksOf(state, 'incoming').filter((b) => b.origin !== 'citizen')
    expect(new Set(shown.map((b) => b.series))).toEqual(new Set(['incoming']))
    expect(new Set(shown.map((b) => b.period))).toEqual(new Set(['calendar-year']))
    expect(incomingBookFor(party, 'party')?.period).toBe('term')
    expect(incomingBookFor(party, 'party')?.series).not.toBe(incomingBookFor(party, 'non-party')?.series)
    expect(incomingBookFor(state, 'party')?.id).toBe('incoming')
    expect(incomingBookFor(state, 'citizen')?.id).toBe('petition')
    expect(registerBook(state, 'outgoing-copy')?.types).toBe('shared')
  })

  it('no secret book is offered where there is a network', () => {
    for (const rules of [state, party]) {
      for (const book of rules.registerBooks) if (book.secrecy === 'secret') expect(book.installation).toBe('isolated')
      expect(registerBooksOf(rules, 'incoming').some((b) => b.secrecy === 'secret')).toBe(false)
    }
  })

  it('prints the legal columns', () => {
    const vi = (rules: typeof state, id: string) => printedRegister(rules, id)?.columns.map((c) => c.vi)
    const ten =
      'Ngày đến · Số đến · Tác giả · Số, ký hiệu văn bản · Ngày tháng văn bản · Tên loại và trích yếu nội dung · Đơn vị hoặc người nhận · Ngày chuyển · Ký nhận · Ghi chú'
    expect(vi(state, 'incoming')).toEqual(ten.split(' · '))
    expect(vi(state, 'follow-up')).toHaveLength(7)
    expect(vi(party, 'incoming')).toHaveLength(14)
    expect(printedRegister(state, 'incoming')?.columns.map((c) => c.no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('the stamp is 35 mm by 50 mm', () => {
    const stamp = state.arrivalStamps[0]!
    expect([stamp.heightMm, stamp.widthMm, stamp.word]).toEqual([35, 50, 'ĐẾN'])
    expect(stamp.fields.map((f) => f.vi)).toEqual([
      'TÊN CƠ QUAN, TỔ CHỨC',
      'Số:',
      'Ngày:',
      'Chuyển:',
      'Số và ký hiệu HS:',
    ])
  })
})

it('the incoming fields have the names and lengths of PL VI', () => {
  const printed = `FileCode.OrganId S13|FileCode.FileCatalog N4|FileCode.FileNotation S20|DocOrdinal N3|TypeName S100|
    CodeNumber S11|CodeNotation S30|IssuedDate D10|OrganName S200|Subject S500|Language S30|PageAmount N3|Description S500|
    ArrivalDate D10|ArrivalNumber N10|SignerInfo.Position S100|SignerInfo.FullName S50|Priority N1|ToPlaces S1000|DueDate D10`
  const letter = { string: 'S', number: 'N', date: 'D', text: 'T', group: 'G' } as const
  const ours = state.incomingFields
    .filter((f) => f.length !== null)
    .map((f) => `${f.name} ${letter[f.kind]}${f.length}`)
  expect(ours).toEqual(printed.split('|').map((cell) => cell.trim()))
  expect(state.incomingFields.filter((f) => !f.no.includes('.'))).toHaveLength(18)
  const automatic = state.incomingFields.filter((f) => f.isAutomatic).map((f) => f.no)
  expect(automatic).toEqual(['1.1', '1.2', '2', '10', '12', '13'])
})

it('urgency rises from Thường to Hỏa tốc, with the boxes of PL I', () => {
  expect(state.urgencies.map((u) => [u.level, u.vi])).toEqual([
    [0, 'Thường'],
    [1, 'Khẩn'],
    [2, 'Thượng khẩn'],
    [3, 'Hỏa tốc'],
  ])
  expect(urgency(state, 'hoa toc')?.boxMm).toEqual({ width: 30, height: 8 })
  expect(urgency(state, 'THƯỢNG KHẨN')?.boxMm?.width).toBe(40)
  expect(urgency(state, '1')?.boxMm?.width).toBe(20)
})

it('only an unmarked document may be processed', () => {
  const levels = state.secrecyLevels.map((l) => [l.vi, l.envelope, l.isRefused])
  expect(levels).toEqual([
    ['Thường', null, false],
    ['Mật', 'C', true],
    ['Tối mật', 'B', true],
    ['Tuyệt mật', 'A', true],
  ])
})

describe('the permission matrix', () => {
  // step: registry, leader, chief, unit_head, officer, archivist, inspector, sysadmin (handbook section 2).
  const columns = [
    'registry',
    'leader',
    'chief_of_office',
    'unit_head',
    'officer',
    'archivist',
    'inspector',
    'sysadmin',
  ]
  const table: Record<string, string> = {
    'incoming.register': 'W R R - - - R -',
    'incoming.propose': 'W - W - - - - -',
    'incoming.assign': '- A - W - - - -',
    'incoming.process': '- R R R W - - -',
    'outgoing.draft': '- RW RW RW W - - -',
    'outgoing.check-content': '- - - W - - - -',
    'outgoing.check-format': '- - W - - - - -',
    'outgoing.sign': '- A A A - - - -',
    'outgoing.seal': 'W - - - - - - -',
    'outgoing.issue': 'W - - - - - R -',
    'outgoing.recall': 'W A A - - - R -',
    fileplan: 'R A W W W W R -',
    file: '- - - R W R R -',
    transfer: '- - - A W W R -',
    'keep-back': '- A - W W R - -',
    disposal: '- A - - - W R -',
    rights: '- A - - - - R W',
    'audit.view': '- R R - - - R R',
  }
  it.each(Object.entries(table))('%s', (step, cells) => {
    const ours = columns.map((role) => [...rightsAt(state, step, [role])].join('') || '-').join(' ')
    expect(ours).toBe(cells)
  })
  it('has no other step, and gives the administrator no business', () => {
    expect(state.permissions.map((p) => p.id).sort()).toEqual(Object.keys(table).sort())
    expect(mixesDuties(state, ['sysadmin', 'registry'])).toBe(true)
    expect(mixesDuties(state, ['sysadmin'])).toBe(false)
    expect(mixesDuties(state, ['registry', 'archivist'])).toBe(false)
    expect(rolesWith(state, 'incoming.register', 'W')).toEqual(['registry'])
    expect(state.roles.map((r) => r.id)).toEqual([...roleIds])
  })
})

it('QCVN 12 stands from 1/7/2026', () => {
  const figures = [
    'password-min-length',
    'password-classes',
    'idle-days',
    'password-history',
    'log-keep-months',
  ] as const
  expect(figures.map((id) => policyNumber(state, id))).toEqual([8, 4, 45, 10, 12])
  expect(policyFlag(party, 'admin-without-business')).toBe(true)
  const security = state.policies.filter(
    (p) =>
      ![
        'mail-limited-circulation',
        'file-before-finish',
        'boxes-per-metre',
        'sheets-per-box',
        'report-closing-day',
      ].includes(p.id),
  )
  expect(security.every((p) => p.source.text === 'QCVN 12:2026/BCA')).toBe(true)
  // No text says whether marked documents may go by e-mail: no, until a body decides otherwise.
  expect(policyFlag(state, 'mail-limited-circulation')).toBe(false)
  expect(policyFlag(party, 'mail-limited-circulation')).toBe(false)
  expect(ruleSet('state', '2026-06-30').policies.every((p) => p.source.confidence === 'C')).toBe(true)
})

it('deadlines: the row that names more wins', () => {
  expect(deadlineFor(state, { urgency: 'express', documentType: 'giay-moi' })?.workingDays).toBe(0)
  expect(deadlineFor(state, { urgency: 'normal', documentType: 'giay-moi' })?.documentType).toBe('giay-moi')
  expect(deadlineFor(state, { urgency: 'normal', documentType: 'ke-hoach' })?.documentType).toBeNull()
  expect(state.deadlines.every((d) => d.source.confidence === 'C')).toBe(true)
})

it('every row of both regimes has its dates, source and a name of its own on any day', () => {
  for (const regime of ['state', 'party'] as const) {
    for (const day of ['2020-03-05', '2026-01-08', '2026-01-09', '2026-07-01', '2030-01-01']) {
      for (const [name, rows] of Object.entries(formRules(regime, day))) {
        if (!Array.isArray(rows)) continue
        const ids = rows.map((row) => row.id)
        expect(new Set(ids).size, `${regime} ${name} ${day}`).toBe(ids.length)
        for (const row of rows) {
          expect(row.source.text).not.toBe('')
          expect(row.validFrom <= day && (row.validTo === null || row.validTo >= day)).toBe(true)
        }
      }
    }
  }
})

it('shipped rules cannot be changed in memory', () => {
  expect(() => {
    ;(state.documentTypes[0] as { vi: string }).vi = 'khác'
  }).toThrow(TypeError)
  expect(() => {
    ;(formRules('state', '2026-01-09').layoutForms[0] as { vi: string }).vi = 'khác'
  }).toThrow(TypeError)
})
