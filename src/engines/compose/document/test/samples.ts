/** Invented documents of an invented province, whole and ready to be set. */
import type { Regime } from '#regimes/types.ts'
import { type OfficialDocumentInput, words } from '../content.ts'

export interface Sample {
  regime: Regime
  date: string
  content: OfficialDocumentInput
}

const task =
  'Giao Văn phòng Ủy ban nhân dân xã chủ trì, phối hợp với các phòng chuyên môn rà soát hồ sơ, tài liệu đang quản lý tại các cơ quan, đơn vị trên địa bàn và lập danh mục tài liệu cần chỉnh lý trong năm, báo cáo kết quả trước ngày 15 tháng 12 năm 2026.'

const commune = {
  version: 1 as const,
  superior: null,
  issuer: 'Ủy ban nhân dân\nxã Sông Mây',
  place: 'Sông Mây',
  number: 5,
  issued: '2026-11-03',
}

const decision: Sample = {
  regime: 'state',
  date: '2026-11-03',
  content: {
    ...commune,
    type: 'quyet-dinh',
    notation: 'QĐ-UBND',
    subject: 'Về việc kiện toàn Tổ công tác chỉnh lý tài liệu lưu trữ xã Sông Mây giai đoạn 2026 - 2030',
    decides: 'Chủ tịch Ủy ban nhân dân xã Sông Mây',
    urgency: 'very-urgent',
    bases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
      'Luật Lưu trữ ngày 21 tháng 6 năm 2024;',
      'Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.',
    ],
    body: [
      {
        kind: 'article',
        runs: words(
          'Kiện toàn Tổ công tác chỉnh lý tài liệu lưu trữ xã Sông Mây gồm các ông (bà) có tên trong danh sách.',
        ),
      },
      { kind: 'article', runs: words(task) },
      {
        kind: 'article',
        runs: words('Chánh Văn phòng và các ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.'),
      },
    ],
    signers: [{ authority: [{ form: 'KT', of: 'Chủ tịch' }], position: 'Phó Chủ tịch', name: 'Trần Minh Khôi' }],
    recipients: { lines: ['Như Điều 3', 'Thường trực Đảng ủy;'], archive: 'VP', archiveCopies: 3 },
    drafter: { sign: 'ntl', copies: 12 },
    appendices: [
      {
        title: 'Danh sách Tổ công tác',
        blocks: [
          {
            kind: 'table',
            columns: [
              { title: 'TT', width: 1, align: 'center' },
              { title: 'Họ và tên', width: 4 },
              { title: 'Chức vụ', width: 5 },
            ],
            rows: [
              ['1', 'Trần Minh Khôi', 'Tổ trưởng'],
              ['2', 'Nguyễn Thị Lan', 'Tổ viên'],
            ],
          },
        ],
      },
    ],
  },
}

/** A draft: number and day are not given yet. */
const letter: Sample = {
  regime: 'state',
  date: '2026-11-03',
  content: {
    ...commune,
    superior: 'UBND tỉnh Lâm Hà',
    issuer: 'Sở Nội vụ',
    place: 'Lâm Hà',
    type: 'cong-van',
    notation: 'SNV-VTLT',
    number: null,
    issued: null,
    subject: 'Rà soát, thống kê hồ sơ, tài liệu lưu trữ tồn đọng tại các cơ quan, đơn vị',
    addressees: ['Các sở, ban, ngành', 'Ủy ban nhân dân các xã, phường', 'Trung tâm Lưu trữ lịch sử tỉnh'],
    body: [
      { kind: 'paragraph', runs: words(task) },
      { kind: 'clause', runs: words(task) },
      { kind: 'clause', runs: words(task) },
      { kind: 'point', runs: words(task) },
      { kind: 'point', runs: words(task) },
      { kind: 'closing', runs: words('Sở Nội vụ đề nghị các cơ quan, đơn vị quan tâm thực hiện') },
    ],
    signers: [{ position: 'Giám đốc', name: 'Lê Thị Hồng Nhung' }],
    recipients: { lines: ['Lãnh đạo Sở'], archive: 'VTLT' },
    contact: 'Địa chỉ: Số 12 đường Hoa Lư, Lâm Hà; điện thoại: 0263.000.000; thư điện tử: vanthu@lamha.example.vn',
  },
}

const report: Sample = {
  regime: 'state',
  date: '2026-11-03',
  content: {
    ...commune,
    type: 'bao-cao',
    notation: 'BC-UBND',
    subject: 'Kết quả công tác văn thư, lưu trữ năm 2026',
    circulation: 'internal',
    body: [
      { kind: 'paragraph', runs: words(task) },
      ...['Tình hình thực hiện', 'Kết quả đạt được', 'Phương hướng, nhiệm vụ'].flatMap(
        (title): OfficialDocumentInput['body'] => [
          { kind: 'heading', level: 'roman', title },
          { kind: 'clause', title: 'Công tác chỉ đạo', runs: words(`${task} ${task}`) },
          { kind: 'clause', runs: words(task) },
          { kind: 'list', items: [words(task), words('báo cáo Ủy ban nhân dân tỉnh;')] },
        ],
      ),
      {
        kind: 'table',
        caption: 'Bảng 1. Số liệu văn bản',
        columns: [
          { title: 'TT', width: 1, align: 'center' },
          { title: 'Nội dung', width: 5 },
          { title: 'Năm trước', width: 2, align: 'right' },
          { title: 'Năm nay', width: 2, align: 'right' },
        ],
        rows: [
          ['1', 'Văn bản đến', '320', '410'],
          ['2', 'Văn bản đi', '220', '910'],
        ],
      },
      { kind: 'paragraph', runs: words('Ủy ban nhân dân xã kính báo cáo.') },
    ],
    signers: [
      {
        authority: [
          { form: 'TM', of: 'Ủy ban nhân dân' },
          { form: 'KT', of: 'Chủ tịch' },
        ],
        position: 'Phó Chủ tịch',
        name: 'Trần Minh Khôi',
      },
    ],
    recipients: { lines: ['Sở Nội vụ', 'Thường trực Đảng ủy'], archive: null },
    appendices: [
      { title: 'Số liệu chi tiết', isLandscape: true, blocks: [{ kind: 'paragraph', runs: words(task) }] },
      { title: 'Kiến nghị', blocks: [{ kind: 'paragraph', runs: words(task) }] },
    ],
  },
}

const resolution: Sample = {
  regime: 'party',
  date: '2026-11-03',
  content: {
    version: 1,
    superior: null,
    issuer: 'Tỉnh ủy Lâm Hà',
    place: 'Lâm Hà',
    number: 7,
    issued: '2026-11-03',
    type: 'nghi-quyet',
    notation: 'NQ/TU',
    subject: 'Về tăng cường sự lãnh đạo của Đảng đối với công tác văn thư, lưu trữ đến năm 2030',
    bases: ['Căn cứ Điều lệ Đảng', 'Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh'],
    body: [
      { kind: 'paragraph', runs: words(task) },
      { kind: 'heading', level: 'roman', title: 'Tình hình' },
      { kind: 'clause', runs: words(`${task} ${task}`) },
      { kind: 'clause', runs: words(task) },
      { kind: 'heading', level: 'roman', title: 'Mục tiêu' },
      { kind: 'paragraph', runs: [{ text: 'Đến năm 2030: ', isBold: true }, { text: task }] },
    ],
    signers: [{ authority: [{ form: 'TM', of: 'Ban Thường vụ' }], position: 'Bí thư', name: 'Nguyễn Văn Hòa' }],
    recipients: { lines: ['Các ban đảng Tỉnh ủy', 'Các đảng ủy trực thuộc'], archive: 'Văn phòng Tỉnh ủy' },
  },
}

const partyLetter: Sample = {
  regime: 'party',
  date: '2026-03-03',
  content: {
    version: 1,
    superior: 'Tỉnh ủy Lâm Hà',
    issuer: 'Ban Tổ chức',
    place: 'Lâm Hà',
    number: 112,
    issued: '2026-03-03',
    type: 'cong-van',
    notation: 'CV/BTCTU',
    subject: 'Về việc góp ý dự thảo',
    addressees: ['Văn phòng Tỉnh ủy'],
    urgency: 'urgent',
    body: [
      { kind: 'paragraph', runs: words(task) },
      { kind: 'paragraph', runs: words(task) },
    ],
    signers: [{ authority: [{ form: 'KT', of: 'Trưởng ban' }], position: 'Phó Trưởng ban', name: 'Nguyễn Văn Hòa' }],
    recipients: { lines: ['Thường trực Tỉnh ủy'], archive: 'Văn phòng Ban Tổ chức' },
  },
}

export const samples = { decision, letter, report, resolution, partyLetter } satisfies Record<string, Sample>
