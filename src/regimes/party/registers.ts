/** Register books, number formats and terms of Party bodies (handbook 3.3, 4.3; 693-QĐ/VPTW, 36-HD and 05-HD/VPTW). */
import { PARTY_FROM, stands } from '../shared/sources.ts'
import type { NumberFormat, RegisterBookRule, TermRule } from '../types.ts'

const base = {
  period: 'term',
  types: 'shared',
  groups: null,
  onlyTypes: null,
  origin: 'any',
  secrecy: 'normal',
  installation: 'networked',
} as const

export const partyRegisterBooks: readonly RegisterBookRule[] = [
  {
    ...base,
    id: 'incoming-party',
    direction: 'incoming',
    vi: 'Sổ đăng ký văn bản đến của cơ quan Đảng',
    en: 'Register of incoming documents from Party bodies',
    series: 'incoming-party',
    origin: 'party',
    isDefault: true,
    printedAs: 'incoming',
    ...stands('Phần mềm sổ đăng ký VPTW; 693-QĐ/VPTW', null, 'A2', PARTY_FROM),
  },
  {
    ...base,
    id: 'incoming-other',
    direction: 'incoming',
    vi: 'Sổ đăng ký văn bản đến ngoài Đảng',
    en: 'Register of incoming documents from other bodies',
    series: 'incoming-other',
    origin: 'non-party',
    isDefault: true,
    printedAs: 'incoming',
    ...stands('Phần mềm sổ đăng ký VPTW; 693-QĐ/VPTW', null, 'A2', PARTY_FROM),
  },
  {
    ...base,
    id: 'petition',
    direction: 'incoming',
    // 693-QĐ/VPTW leaves petitions out of clerical work: a book of their own, by the year.
    period: 'calendar-year',
    vi: 'Sổ đăng ký đơn thư',
    en: 'Register of petitions',
    series: 'petition',
    origin: 'citizen',
    isDefault: false,
    printedAs: 'petition',
    ...stands('693-QĐ/VPTW', 'Đ1', 'C', PARTY_FROM),
  },
  {
    ...base,
    id: 'outgoing',
    direction: 'outgoing',
    vi: 'Sổ đăng ký văn bản đi',
    en: 'Register of outgoing documents',
    series: 'outgoing',
    types: 'per-type',
    groups: ['administrative', 'paper'],
    isDefault: true,
    printedAs: 'outgoing',
    ...stands('36-HD/VPTW', 'PL', 'A', PARTY_FROM),
  },
  {
    ...base,
    id: 'outgoing-congress',
    direction: 'outgoing',
    // One series from 01 for all types, from the opening of the preparatory session to the closing.
    period: 'event',
    vi: 'Sổ văn bản của đại hội',
    en: 'Documents of the congress',
    series: 'outgoing-congress',
    groups: ['administrative'],
    isDefault: false,
    isNamed: true,
    printedAs: 'outgoing',
    ...stands('36-HD/VPTW', 'PL', 'A', PARTY_FROM),
  },
  {
    ...base,
    // Set up for a time by a committee's decision: numbers run from its first day to its last.
    id: 'outgoing-board',
    direction: 'outgoing',
    period: 'event',
    vi: 'Sổ văn bản đi của ban chỉ đạo, tiểu ban, hội đồng, tổ',
    en: 'Outgoing documents of a steering committee, council or team',
    series: 'outgoing-board',
    groups: ['administrative', 'paper'],
    isDefault: false,
    isNamed: true,
    printedAs: 'outgoing',
    ...stands('Thông lệ văn thư', null, 'C', PARTY_FROM),
  },
  {
    ...base,
    id: 'outgoing-copy',
    direction: 'outgoing',
    vi: 'Sổ đăng ký bản sao',
    en: 'Register of copies issued',
    series: 'outgoing-copy',
    groups: ['copy'],
    isDefault: true,
    printedAs: 'outgoing',
    ...stands('399-QĐ/TW; 36-HD/VPTW', null, 'A2', PARTY_FROM),
  },
]

export const partyNumberFormats: readonly NumberFormat[] = [
  {
    id: 'number',
    regime: 'party',
    label: 'Số ',
    minimumDigits: 2,
    afterNumber: '-',
    pattern: '^Số (0[1-9]|[1-9]\\d+)-([A-ZĐ][A-ZĐa-z]*)/([A-ZĐ][A-ZĐa-z-]*)$',
    ...stands('36-HD/VPTW', 'PL', 'A', PARTY_FROM),
  },
]

export const partyTerms: readonly TermRule[] = [
  {
    id: 'term',
    years: 5,
    begins: {
      vi: 'Ngày sau ngày bế mạc đại hội (hoặc ngày khai mạc phiên họp thứ nhất nếu họp trong thời gian đại hội)',
      en: 'The day after the congress closes (or the opening of the first plenum when it is held during the congress)',
    },
    ends: { vi: 'Ngày bế mạc đại hội kế tiếp', en: 'The day on which the next congress closes' },
    ...stands('36-HD/VPTW', 'PL', 'A', PARTY_FROM),
  },
]
