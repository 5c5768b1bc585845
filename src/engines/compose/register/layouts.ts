/** The books that the law prints, as column sets. Callers add organisation, period and rows. */

import type { RegisterColumn, RegisterSpec } from './spec.ts'

export interface LegalLayout {
  title: string
  columns: readonly RegisterColumn[]
  columnNumbers: boolean
  numberColumn?: string
  noteColumn: string
  /** The State's rule; absent in Party books, which follow their own (693-QĐ/VPTW, text not at hand). */
  legalBasis?: string
  form: 'book'
  orientation: 'landscape'
}

const decree = 'Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ'

/** Sổ đăng ký văn bản đến: ten columns at least (NĐ 30/2020, Phụ lục IV, mẫu VI). */
export const incomingRegister = {
  title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  form: 'book',
  orientation: 'landscape',
  columnNumbers: true,
  numberColumn: 'number',
  noteColumn: 'note',
  legalBasis: `(Theo mẫu sổ đăng ký văn bản đến, Phụ lục IV ban hành kèm theo ${decree})`,
  columns: [
    { key: 'arrivedOn', title: 'Ngày đến', width: 21, kind: 'date', align: 'center' },
    { key: 'number', title: 'Số đến', width: 15, align: 'center' },
    { key: 'issuer', title: 'Tác giả', width: 34 },
    { key: 'symbol', title: 'Số, ký hiệu văn bản', width: 28, align: 'center' },
    { key: 'issuedOn', title: 'Ngày tháng văn bản', width: 21, kind: 'date', align: 'center' },
    { key: 'subject', title: 'Tên loại và trích yếu nội dung văn bản', width: '1fr' },
    { key: 'receiver', title: 'Đơn vị hoặc người nhận', width: 29 },
    { key: 'forwardedOn', title: 'Ngày chuyển', width: 21, kind: 'date', align: 'center' },
    { key: 'receipt', title: 'Ký nhận', width: 18, align: 'center' },
    { key: 'note', title: 'Ghi chú', width: 20 },
  ],
} as const satisfies LegalLayout

/** Sổ theo dõi giải quyết văn bản đến: seven columns (NĐ 30/2020, Phụ lục IV, mẫu VIII). */
export const incomingTracking = {
  title: 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
  form: 'book',
  orientation: 'landscape',
  columnNumbers: true,
  numberColumn: 'number',
  noteColumn: 'note',
  legalBasis: `(Theo mẫu sổ theo dõi giải quyết văn bản đến, Phụ lục IV ban hành kèm theo ${decree})`,
  columns: [
    { key: 'number', title: 'Số đến', width: 16, align: 'center' },
    {
      key: 'document',
      title: 'Tên loại, số và ký hiệu, ngày tháng và tên cơ quan, tổ chức ban hành văn bản',
      width: '1fr',
    },
    { key: 'receiver', title: 'Đơn vị hoặc người nhận', width: 40 },
    { key: 'dueOn', title: 'Thời hạn giải quyết', width: 25, kind: 'date', align: 'center' },
    { key: 'progress', title: 'Tiến độ giải quyết', width: 44 },
    { key: 'reply', title: 'Số, ký hiệu văn bản trả lời', width: 34, align: 'center' },
    { key: 'note', title: 'Ghi chú', width: 28 },
  ],
} as const satisfies LegalLayout

/** Sổ đăng ký văn bản đi: ten columns (NĐ 30/2020, Phụ lục IV, mẫu I). */
export const outgoingRegister = {
  title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
  form: 'book',
  orientation: 'landscape',
  columnNumbers: true,
  numberColumn: 'symbol',
  noteColumn: 'note',
  legalBasis: `(Theo mẫu sổ đăng ký văn bản đi, Phụ lục IV ban hành kèm theo ${decree})`,
  columns: [
    { key: 'symbol', title: 'Số, ký hiệu văn bản', width: 28, align: 'center' },
    { key: 'issuedOn', title: 'Ngày tháng văn bản', width: 21, kind: 'date', align: 'center' },
    { key: 'subject', title: 'Tên loại và trích yếu nội dung văn bản', width: '1fr' },
    { key: 'signer', title: 'Người ký', width: 27 },
    { key: 'recipients', title: 'Nơi nhận văn bản', width: 34 },
    { key: 'keeper', title: 'Đơn vị, người nhận bản lưu', width: 25 },
    { key: 'copies', title: 'Số lượng bản', width: 15, align: 'center' },
    { key: 'sentOn', title: 'Ngày chuyển', width: 21, kind: 'date', align: 'center' },
    { key: 'receipt', title: 'Ký nhận', width: 18, align: 'center' },
    { key: 'note', title: 'Ghi chú', width: 18 },
  ],
} as const satisfies LegalLayout

const COPY_COLUMNS = [
  { key: 'symbol', title: 'Số, ký hiệu bản sao', width: 30, align: 'center' },
  { key: 'madeOn', title: 'Ngày tháng sao', width: 21, kind: 'date', align: 'center' },
  { key: 'subject', title: 'Hình thức sao, tên loại và trích yếu nội dung văn bản', width: '1fr' },
  { key: 'signer', title: 'Người ký', width: 27 },
  { key: 'recipients', title: 'Nơi nhận bản sao', width: 34 },
  { key: 'askedBy', title: 'Người, đơn vị đề nghị', width: 30 },
  { key: 'amount', title: 'Số lượng bản', width: 15, align: 'center' },
  { key: 'receipt', title: 'Ký nhận', width: 20, align: 'center' },
  { key: 'note', title: 'Ghi chú', width: 24 },
] as const satisfies readonly RegisterColumn[]

/** Sổ đăng ký bản sao: no form of its own in NĐ 30/2020; the outgoing register's columns with who asked for the copy. */
export function copyRegister(regime: 'state' | 'party'): LegalLayout {
  return {
    title: 'SỔ ĐĂNG KÝ BẢN SAO',
    form: 'book',
    orientation: 'landscape',
    columnNumbers: true,
    numberColumn: 'symbol',
    noteColumn: 'note',
    ...(regime === 'state'
      ? { legalBasis: `(Vận dụng mẫu sổ đăng ký văn bản đi, Phụ lục IV ban hành kèm theo ${decree})` }
      : {}),
    columns: COPY_COLUMNS,
  }
}

const USE_COLUMNS = [
  { key: 'takenOn', title: 'Ngày tháng', width: 21, kind: 'date', align: 'center' },
  { key: 'borrower', title: 'Họ và tên người sử dụng', width: 36 },
  { key: 'document', title: 'Số, ký hiệu, ngày tháng văn bản', width: 36, align: 'center' },
  { key: 'subject', title: 'Tên loại và trích yếu nội dung văn bản', width: '1fr' },
  { key: 'file', title: 'Số và ký hiệu HS', width: 24, align: 'center' },
  { key: 'receipt', title: 'Ký nhận', width: 20, align: 'center' },
  { key: 'returnedOn', title: 'Ngày trả', width: 21, kind: 'date', align: 'center' },
  { key: 'permittedBy', title: 'Người cho phép sử dụng', width: 30 },
  { key: 'note', title: 'Ghi chú', width: 24 },
] as const satisfies readonly RegisterColumn[]

/** Sổ sử dụng bản lưu: nine columns (NĐ 30/2020, Phụ lục IV, mẫu IV). */
export function usedCopies(regime: 'state' | 'party'): LegalLayout {
  return {
    title: 'SỔ SỬ DỤNG BẢN LƯU',
    form: 'book',
    orientation: 'landscape',
    columnNumbers: true,
    noteColumn: 'note',
    ...(regime === 'state'
      ? { legalBasis: `(Theo mẫu sổ sử dụng bản lưu, Phụ lục IV ban hành kèm theo ${decree})` }
      : {}),
    columns: USE_COLUMNS,
  }
}

/** Sổ quản lý con dấu: no legal form (NĐ 30/2020 Đ32, Đ33 ask for the care, not for columns). */
export const sealRegister = {
  title: 'SỔ QUẢN LÝ CON DẤU',
  form: 'list',
  orientation: 'landscape',
  noteColumn: 'state',
  columns: [
    { key: 'no', title: 'Số TT', width: 12, align: 'center' },
    { key: 'name', title: 'Tên trên con dấu', width: '1fr' },
    { key: 'kind', title: 'Loại', width: 34 },
    { key: 'since', title: 'Sử dụng từ', width: 23, kind: 'date', align: 'center' },
    { key: 'basis', title: 'Đăng ký mẫu dấu, quyết định', width: 44 },
    { key: 'custodian', title: 'Người giữ', width: 42 },
    { key: 'impressions', title: 'Số lần đóng', width: 19, kind: 'number', align: 'right' },
    { key: 'state', title: 'Tình trạng', width: 38 },
  ],
} as const satisfies Partial<RegisterSpec>

/** Each use of a seal: no legal form. */
export const sealUses = {
  title: 'SỔ SỬ DỤNG CON DẤU',
  form: 'list',
  orientation: 'landscape',
  columns: [
    { key: 'no', title: 'Số TT', width: 12, align: 'center' },
    { key: 'at', title: 'Thời điểm', width: 32, kind: 'instant', align: 'center' },
    { key: 'description', title: 'Văn bản được đóng dấu', width: '1fr' },
    { key: 'way', title: 'Cách đóng', width: 26 },
    { key: 'impressions', title: 'Số lần đóng', width: 19, kind: 'number', align: 'right' },
    { key: 'signer', title: 'Người ký văn bản', width: 42 },
    { key: 'by', title: 'Người đóng dấu', width: 42 },
  ],
} as const satisfies Partial<RegisterSpec>

/** Archive copies in register order with what is missing: no legal form. */
export const archiveList = {
  title: 'DANH SÁCH BẢN LƯU VĂN BẢN ĐI',
  form: 'list',
  orientation: 'landscape',
  numberColumn: 'symbol',
  noteColumn: 'place',
  columns: [
    { key: 'symbol', title: 'Số, ký hiệu', width: 30, align: 'center' },
    { key: 'issuedOn', title: 'Ngày tháng', width: 21, kind: 'date', align: 'center' },
    { key: 'subject', title: 'Tên loại và trích yếu nội dung văn bản', width: '1fr' },
    { key: 'unit', title: 'Đơn vị soạn thảo', width: 36 },
    { key: 'state', title: 'Bản lưu', width: 44 },
    { key: 'place', title: 'Nơi để', width: 36 },
  ],
} as const satisfies Partial<RegisterSpec>

/** Sổ gửi văn bản đi bưu điện: six columns (NĐ 30/2020, Phụ lục IV, mẫu III). */
export const postalBook = {
  title: 'SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN',
  form: 'book',
  orientation: 'landscape',
  columnNumbers: true,
  numberColumn: 'symbol',
  noteColumn: 'note',
  legalBasis: `(Theo mẫu sổ gửi văn bản đi bưu điện, Phụ lục IV ban hành kèm theo ${decree})`,
  columns: [
    { key: 'sentOn', title: 'Ngày chuyển', width: 28, kind: 'date', align: 'center' },
    { key: 'symbol', title: 'Số, ký hiệu văn bản', width: 45, align: 'center' },
    { key: 'recipient', title: 'Nơi nhận văn bản', width: '1fr' },
    { key: 'envelopes', title: 'Số lượng bì', width: 24, align: 'center' },
    { key: 'receipt', title: 'Ký nhận và dấu bưu điện', width: 48, align: 'center' },
    { key: 'note', title: 'Ghi chú', width: 35 },
  ],
} as const satisfies LegalLayout

/** Sổ chuyển giao văn bản đến: not in NĐ 30/2020; the usual five columns (handbook 3.3, confidence B). */
export const transferBook = {
  title: 'SỔ CHUYỂN GIAO VĂN BẢN ĐẾN',
  form: 'book',
  orientation: 'landscape',
  columnNumbers: true,
  numberColumn: 'number',
  noteColumn: 'note',
  legalBasis: '(Mẫu thông dụng; không quy định trong Nghị định số 30/2020/NĐ-CP)',
  columns: [
    { key: 'forwardedOn', title: 'Ngày chuyển', width: 30, kind: 'date', align: 'center' },
    { key: 'number', title: 'Số đến', width: 24, align: 'center' },
    { key: 'receiver', title: 'Đơn vị hoặc người nhận', width: '2fr' },
    { key: 'receipt', title: 'Ký nhận', width: 50, align: 'center' },
    { key: 'note', title: 'Ghi chú', width: '1fr' },
  ],
} as const satisfies LegalLayout

/** The usual signature places of a closed book. */
export const bookSignatures = [
  { position: 'NGƯỜI LẬP SỔ', hint: '(Ký, ghi rõ họ và tên)' },
  { position: 'NGƯỜI ĐỨNG ĐẦU CƠ QUAN', hint: '(Ký, đóng dấu, ghi rõ họ và tên)' },
] as const satisfies RegisterSpec['signatures']

const books = { incoming: incomingRegister, tracking: incomingTracking, transfer: transferBook } as const

/** A book's layout for a regime: the columns are the same, the State's legal basis is not printed on a Party book. */
export function bookLayout(book: keyof typeof books, regime: 'state' | 'party'): LegalLayout {
  const layout: LegalLayout = books[book]
  return regime === 'state' ? layout : { ...layout, legalBasis: undefined }
}
