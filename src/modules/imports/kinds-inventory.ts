/**
 * Fields of an old inventory of an archive (handbook 8.3, 7.5): the file that a line describes or lies in, and what only a line that
 * describes a document has besides the fields of every document. Columns of TT 02/2019 are known by their names there. Universal.
 */
import { type FieldSpec, text } from './kinds-spec.ts'

/** Archivists; where none is appointed the registry does their work. */
export const inventoryRoles = ['archivist', 'hist_archivist', 'registry']

const number = (id: string, vi: string, en: string, names: readonly string[], example: string): FieldSpec => ({
  id,
  vi,
  en,
  type: 'number',
  max: 1_000_000,
  names,
  example,
})

/** Where the line stands, and the file. */
export const fileFields: readonly FieldSpec[] = [
  text(
    'repository',
    'Kho lưu trữ (mã hoặc tên)',
    'Repository (code or name)',
    200,
    ['ma co quan luu tru', 'ma kho luu tru', 'kho luu tru', 'ma kho', 'co quan luu tru', 'identifier'],
    { isConstant: true },
  ),
  text(
    'fonds',
    'Phông số (mã hoặc tên phông)',
    'Fonds (code or title)',
    1000,
    ['phong so', 'ma phong', 'phong luu tru', 'phong', 'ma phong luu tru', 'organid', 'organ id'],
    { isRequired: true, isConstant: true, example: 'P.12' },
  ),
  text(
    'fondsTitle',
    'Tên phông',
    'Title of the fonds',
    1000,
    ['ten phong', 'ten phong luu tru', 'fondname', 'fond name'],
    { isConstant: true, example: 'Phông Ủy ban nhân dân huyện Sông Mây' },
  ),
  text(
    'inventory',
    'Mục lục số',
    'Inventory',
    30,
    ['muc luc so', 'so muc luc', 'muc luc', 'ml so', 'filecatalog', 'file catalog'],
    { isConstant: true, example: '01' },
  ),
  text('box', 'Hộp/cặp số', 'Box', 30, ['hop cap so', 'hop so', 'cap so', 'hop cap', 'so hop', 'hop', 'cap'], {
    example: '1',
  }),
  text(
    'fileNumber',
    'Hồ sơ số',
    'File number',
    30,
    [
      'ho so so',
      'so va ky hieu ho so',
      'so ky hieu ho so',
      'so ho so',
      'hs so',
      'don vi bao quan so',
      'don vi bao quan',
      'dvbq so',
      'dvbq',
      'filenotation',
      'file notation',
    ],
    { isRequired: true, example: '12a' },
  ),
  text(
    'fileTitle',
    'Tiêu đề hồ sơ',
    'Title of the file',
    1000,
    ['tieu de ho so', 'tieu de', 'ten ho so', 'noi dung ho so', 'trich yeu noi dung ho so', 'title'],
    { example: 'Tập lưu quyết định năm 1986' },
  ),
  text(
    'span',
    'Ngày tháng bắt đầu – kết thúc (một cột)',
    'First and last date (one column)',
    100,
    [
      'ngay thang bat dau ket thuc',
      'ngay thang bat dau va ket thuc',
      'ngay bat dau ket thuc',
      'ngay bat dau va ket thuc',
      'ngay thang nam bat dau ket thuc',
      'ngay thang nam bat dau va ket thuc',
      'thoi gian bat dau ket thuc',
      'thoi gian bat dau va ket thuc',
      'thoi gian',
    ],
    { example: '1986–1990' },
  ),
  {
    id: 'starts',
    vi: 'Ngày bắt đầu',
    en: 'First date',
    type: 'date',
    names: ['ngay bat dau', 'ngay thang bat dau', 'thoi gian bat dau', 'bat dau', 'tu ngay', 'startdate', 'start date'],
    parts: [['ngay bat dau', 'thang bat dau', 'nam bat dau']],
  },
  {
    id: 'ends',
    vi: 'Ngày kết thúc',
    en: 'Last date',
    type: 'date',
    names: [
      'ngay ket thuc',
      'ngay thang ket thuc',
      'thoi gian ket thuc',
      'ket thuc',
      'den ngay',
      'enddate',
      'end date',
    ],
    parts: [['ngay ket thuc', 'thang ket thuc', 'nam ket thuc']],
  },
  number('sheets', 'Số tờ', 'Sheets', ['so to', 'so luong to', 'tong so to', 'maximum'], '45'),
  number(
    'filePages',
    'Số trang của hồ sơ',
    'Pages of the file',
    ['so trang cua ho so', 'tong so trang', 'pagenumber'],
    '',
  ),
  text('totalDoc', 'Tổng số văn bản trong hồ sơ', 'Documents in the file', 100, [
    'tong so van ban trong ho so',
    'tong so van ban',
    'so luong van ban',
    'totaldoc',
    'total doc',
  ]),
  text('retention', 'Thời hạn bảo quản', 'Retention', 100, ['thoi han bao quan', 'thbq', 'thoi han', 'maintenance'], {
    isConstant: true,
    example: 'Vĩnh viễn',
  }),
  text('rights', 'Chế độ sử dụng', 'Use', 60, ['che do su dung', 'rights'], { twin: 'first' }),
  text('fileLanguage', 'Ngôn ngữ của hồ sơ', 'Language of the file', 100, ['ngon ngu', 'language'], { twin: 'first' }),
  text('scope', 'Chú giải', 'Scope', 2000, ['chu giai', 'description'], { twin: 'first' }),
  text('infoSign', 'Ký hiệu thông tin', 'Information sign', 100, ['ky hieu thong tin', 'inforsign'], { twin: 'first' }),
  text('keywords', 'Từ khóa', 'Keywords', 500, ['tu khoa', 'keyword', 'keywords'], { twin: 'first' }),
  text('condition', 'Tình trạng vật lý', 'Condition', 200, ['tinh trang vat ly', 'tinh trang', 'format'], {
    twin: 'first',
  }),
  text('trust', 'Mức độ tin cậy', 'Reliability', 100, ['muc do tin cay', 'confidencelevel'], { twin: 'first' }),
  text('paperFileCode', 'Mã hồ sơ giấy gốc', 'Code of the paper file', 100, ['ma ho so giay goc', 'ma ho so giay']),
  text('note', 'Ghi chú', 'Note', 2000, ['ghi chu', 'ghichu', 'note'], { twin: 'first' }),
]

/** The place of a document in its file, and how it is described there. */
export const itemFields: readonly FieldSpec[] = [
  text('ordinal', 'Số thứ tự văn bản trong hồ sơ', 'Number of the document in the file', 30, [
    'so thu tu van ban trong ho so',
    'so thu tu van ban',
    'thu tu van ban',
    'stt van ban',
    'docordinal',
    'doc ordinal',
  ]),
  text('leaf', 'Tờ số', 'Leaf', 30, ['to so', 'tu to den to', 'to so tu den']),
  text('docRights', 'Chế độ sử dụng văn bản', 'Use of the document', 60, ['che do su dung', 'mode'], {
    twin: 'second',
  }),
  text('docInfoSign', 'Ký hiệu thông tin văn bản', 'Information sign of the document', 100, ['ky hieu thong tin'], {
    twin: 'second',
  }),
  text('docKeywords', 'Từ khóa văn bản', 'Keywords of the document', 500, ['tu khoa'], { twin: 'second' }),
  text('docCondition', 'Tình trạng vật lý văn bản', 'Condition of the document', 200, ['tinh trang vat ly'], {
    twin: 'second',
  }),
  text('docTrust', 'Mức độ tin cậy văn bản', 'Reliability of the document', 100, ['muc do tin cay'], {
    twin: 'second',
  }),
  text('autograph', 'Bút tích', 'Autographs', 2000, ['but tich', 'autograph']),
]
