/** Layouts of file plans and of lists of what lies in files (NĐ 30/2020, Phụ lục V). */
import type { RegisterSpec } from './spec.ts'

type ListLayout = Pick<RegisterSpec, 'title' | 'form' | 'orientation' | 'columnNumbers' | 'legalBasis' | 'columns'>

/**
 * Mục lục hồ sơ of an arranged fonds: seven columns (handbook 8.3, confidence B), bound as a book with foreword, abbreviations and
 * closing certificate.
 */
export const inventoryLayout = {
  title: 'MỤC LỤC HỒ SƠ',
  form: 'book',
  orientation: 'portrait',
  columnNumbers: true,
  numberColumn: 'number',
  noteColumn: 'note',
  columns: [
    { key: 'box', title: 'Hộp/cặp số', width: 16, align: 'center' },
    { key: 'number', title: 'Hồ sơ số', width: 16, align: 'center' },
    { key: 'title', title: 'Tiêu đề hồ sơ', width: '1fr' },
    { key: 'span', title: 'Ngày tháng bắt đầu - kết thúc', width: 27, align: 'center' },
    { key: 'sheets', title: 'Số tờ', width: 14, align: 'center' },
    { key: 'retention', title: 'Thời hạn bảo quản', width: 21, align: 'center' },
    { key: 'note', title: 'Ghi chú', width: 24 },
  ],
} as const satisfies Partial<RegisterSpec>

const DECREE = 'Nghị định số 30/2020/NĐ-CP'

/** Danh mục hồ sơ: five columns (PL V, mẫu I). */
export function filePlanLayout(regime: 'state' | 'party'): ListLayout {
  return {
    title: 'DANH MỤC HỒ SƠ',
    form: 'list',
    orientation: 'portrait',
    columnNumbers: true,
    ...(regime === 'state' ? { legalBasis: `(Theo mẫu danh mục hồ sơ, Phụ lục V ban hành kèm theo ${DECREE})` } : {}),
    columns: [
      { key: 'symbol', title: 'Số và ký hiệu hồ sơ', width: 26, align: 'center' },
      { key: 'title', title: 'Tên đề mục và tiêu đề hồ sơ', width: '1fr' },
      { key: 'retention', title: 'Thời hạn bảo quản', width: 25, align: 'center' },
      { key: 'maker', title: 'Người lập hồ sơ', width: 34 },
      { key: 'note', title: 'Ghi chú', width: 22 },
    ],
  }
}

/** Mục lục văn bản, tài liệu trong hồ sơ: seven columns (PL V, mẫu II). */
export function fileContentsLayout(regime: 'state' | 'party'): ListLayout {
  return {
    title: 'MỤC LỤC VĂN BẢN, TÀI LIỆU TRONG HỒ SƠ',
    form: 'list',
    orientation: 'portrait',
    columnNumbers: true,
    ...(regime === 'state'
      ? { legalBasis: `(Theo mẫu mục lục văn bản, tài liệu, Phụ lục V ban hành kèm theo ${DECREE})` }
      : {}),
    columns: [
      { key: 'no', title: 'STT', width: 11, align: 'center' },
      { key: 'symbol', title: 'Số, ký hiệu văn bản', width: 28, align: 'center' },
      { key: 'date', title: 'Ngày tháng năm văn bản', width: 21, kind: 'date', align: 'center' },
      { key: 'subject', title: 'Tên loại và trích yếu nội dung văn bản', width: '1fr' },
      { key: 'issuer', title: 'Tác giả văn bản', width: 32 },
      { key: 'place', title: 'Tờ số/ Trang số', width: 17, align: 'center' },
      { key: 'note', title: 'Ghi chú', width: 18 },
    ],
  }
}

/** What somebody who leaves hands over (NĐ 30/2020 Đ31.3đ, which names no form): the columns of a hand-over, and how far each file is. */
export function leaverListLayout(): ListLayout {
  return {
    title: 'BIÊN BẢN BÀN GIAO HỒ SƠ, TÀI LIỆU',
    form: 'list',
    orientation: 'portrait',
    columns: [
      { key: 'no', title: 'Số TT', width: 11, align: 'center' },
      { key: 'symbol', title: 'Số, ký hiệu hồ sơ', width: 26, align: 'center' },
      { key: 'title', title: 'Tiêu đề hồ sơ', width: '1fr' },
      { key: 'span', title: 'Thời gian tài liệu', width: 27, align: 'center' },
      { key: 'amount', title: 'Số lượng', width: 20, align: 'center' },
      { key: 'retention', title: 'Thời hạn bảo quản', width: 21, align: 'center' },
      { key: 'state', title: 'Tình trạng', width: 22 },
    ],
  }
}

/** Mục lục hồ sơ, tài liệu nộp lưu: seven columns (PL V, mẫu III). */
export function transferListLayout(regime: 'state' | 'party'): ListLayout {
  return {
    title: 'MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU',
    form: 'list',
    orientation: 'portrait',
    columnNumbers: true,
    ...(regime === 'state'
      ? { legalBasis: `(Theo mẫu mục lục hồ sơ, tài liệu nộp lưu, Phụ lục V ban hành kèm theo ${DECREE})` }
      : {}),
    columns: [
      { key: 'no', title: 'Số TT', width: 12, align: 'center' },
      { key: 'symbol', title: 'Số, ký hiệu hồ sơ', width: 26, align: 'center' },
      { key: 'title', title: 'Tiêu đề hồ sơ', width: '1fr' },
      { key: 'span', title: 'Thời gian tài liệu', width: 27, align: 'center' },
      { key: 'retention', title: 'Thời hạn bảo quản', width: 23, align: 'center' },
      { key: 'amount', title: 'Số tờ/ Số trang', width: 19, align: 'center' },
      { key: 'note', title: 'Ghi chú', width: 22 },
    ],
  }
}
