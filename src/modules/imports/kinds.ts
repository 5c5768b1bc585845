/** What can be taken over, and which fields each kind has. Data: the reader, the wizard and the templates go by it. Universal. */
import { directoryKinds } from './kinds-directory.ts'
import { fileFields, inventoryRoles, itemFields } from './kinds-inventory.ts'
import { type FieldSpec, type KindSpec, text } from './kinds-spec.ts'

export type { FieldSpec, KindSpec } from './kinds-spec.ts'

export const importKinds = ['incoming', 'outgoing', 'sheet', 'inventory', 'organizations', 'staff'] as const
export type ImportKind = (typeof importKinds)[number]

/** Kinds that a post with these roles works with. */
export const kindsOfRoles = (roles: readonly string[]): ImportKind[] =>
  importKinds.filter((kind) => kinds[kind].roles.some((role) => roles.includes(role)))

const issued: FieldSpec = {
  id: 'issuedDate',
  vi: 'Ngày văn bản',
  en: 'Date of document',
  type: 'date',
  names: [
    'ngay thang van ban',
    'ngay van ban',
    'ngay thang nam van ban',
    'ngay thang nam vb',
    'ngay thang vb',
    'ngay vb',
    'ngay ban hanh',
    'ngay ky',
    'ngay thang nam',
    'ngay thang',
    'ngayvb',
    'ngayvanban',
    'ngaybanhanh',
    'issueddate',
    'issued date',
  ],
  parts: [['ngay van ban', 'thang van ban', 'nam van ban']],
  example: '04/01/2010',
}

const document: readonly FieldSpec[] = [
  text(
    'symbol',
    'Số, ký hiệu văn bản',
    'Number and symbol',
    60,
    [
      'so ky hieu van ban',
      'so ky hieu',
      'so va ky hieu',
      'so va ky hieu van ban',
      'so ky hieu vb',
      'sokyhieu',
      'kyhieu',
      'so hieu',
      'so kh',
      'symbol',
    ],
    { example: '15/QĐ-SYT' },
  ),
  text('codeNumber', 'Số văn bản', 'Number', 11, [
    'so cua van ban',
    'so van ban',
    'so vb',
    'sovb',
    'code number',
    'codenumber',
  ]),
  text('codeNotation', 'Ký hiệu văn bản', 'Symbol', 30, [
    'ky hieu cua van ban',
    'ky hieu van ban',
    'ky hieu',
    'ky hieu vb',
    'code notation',
    'codenotation',
  ]),
  issued,
  text(
    'typeName',
    'Tên loại',
    'Type',
    100,
    [
      'ten loai van ban',
      'ten loai',
      'loai van ban',
      'loai vb',
      'the loai',
      'tenloai',
      'loaivb',
      'loaivanban',
      'typename',
      'type name',
    ],
    { example: 'Quyết định' },
  ),
  text(
    'subject',
    'Trích yếu',
    'Subject',
    500,
    [
      'trich yeu noi dung',
      'trich yeu',
      'ten loai va trich yeu noi dung',
      'ten loai va trich yeu',
      'ten loai va trich yeu noi dung van ban',
      'trich yeu noi dung van ban',
      'noi dung trich yeu',
      'trich yeu vb',
      'noi dung',
      'noidung',
      'trichyeu',
      'tieu de',
      'subject',
    ],
    { isRequired: true, example: 'Về việc ban hành quy chế làm việc' },
  ),
  text('signerName', 'Người ký', 'Signer', 50, ['nguoi ky', 'ho ten nguoi ky', 'nguoiky', 'signer'], {
    example: 'Trần Văn Bình',
  }),
  text('signerPosition', 'Chức vụ người ký', 'Signer’s position', 100, ['chuc vu nguoi ky', 'chuc vu']),
  {
    id: 'pageAmount',
    vi: 'Số trang',
    en: 'Pages',
    type: 'number',
    max: 99_999,
    names: [
      'so luong trang cua van ban',
      'so trang',
      'so luong trang',
      'so to',
      'sotrang',
      'page amount',
      'pageamount',
    ],
  },
  {
    id: 'copyAmount',
    vi: 'Số bản',
    en: 'Copies',
    type: 'number',
    max: 999,
    names: ['so luong ban', 'so ban', 'soban'],
  },
  text('urgency', 'Độ khẩn', 'Urgency', 40, ['do khan', 'muc do khan', 'dokhan', 'urgency', 'priority']),
  text('secrecy', 'Độ mật', 'Secrecy', 40, ['do mat', 'muc do mat', 'domat', 'security']),
  text('language', 'Ngôn ngữ', 'Language', 30, ['ngon ngu', 'language']),
  text('description', 'Ghi chú', 'Note', 500, ['ghi chu', 'ghichu', 'description', 'note']),
  text(
    'filePath',
    'Tệp kèm theo',
    'Attached file',
    1000,
    [
      'duong dan file',
      'duong dan tep',
      'tep dinh kem',
      'tep kem theo',
      'file dinh kem',
      'file',
      'ten file',
      'ten tep',
      'duong dan',
      'files',
    ],
    { example: 'scan\\2010\\001.pdf' },
  ),
]

const issuer = (isRequired: boolean): FieldSpec =>
  text(
    'issuerName',
    'Cơ quan ban hành (tác giả)',
    'Issuing body',
    200,
    [
      'tac gia',
      'ten co quan to chuc ban hanh van ban',
      'co quan ban hanh',
      'noi ban hanh',
      'co quan to chuc ban hanh',
      'don vi ban hanh',
      'noi gui',
      'co quan gui',
      'tacgia',
      'coquanbanhanh',
      'issuer',
      'organname',
      'organ name',
    ],
    {
      ...(isRequired ? { isRequired: true as const } : {}),
      example: 'Sở Y tế tỉnh Sông Mây',
    },
  )

/** A line of an inventory that has a subject describes a document; the file's columns of the same name come first. */
const inDocument: readonly FieldSpec[] = [issuer(false), ...document].map(({ isRequired: _, ...field }) => ({
  ...field,
  ...(field.id === 'issuerName' ? { isConstant: true as const } : {}),
  ...(field.id === 'language' || field.id === 'description' ? { twin: 'second' as const } : {}),
}))

export const kinds: Readonly<Record<ImportKind, KindSpec>> = {
  incoming: {
    vi: 'Sổ đăng ký văn bản đến',
    en: 'Register of incoming documents',
    roles: ['registry'],
    fields: [
      {
        id: 'number',
        vi: 'Số đến',
        en: 'Arrival number',
        type: 'number',
        hasLetters: true,
        max: 2_000_000_000,
        isRequired: true,
        names: ['so den', 'soden', 'so thu tu den', 'so dk', 'arrival number', 'arrivalnumber'],
        example: '1',
      },
      {
        id: 'date',
        vi: 'Ngày đến',
        en: 'Arrival date',
        type: 'date',
        isRequired: true,
        names: ['ngay den', 'ngayden', 'ngay thang den', 'ngay nhan', 'arrival date', 'arrivaldate'],
        example: '05/01/2010',
      },
      issuer(true),
      ...document,
      text(
        'holder',
        'Đơn vị hoặc người nhận',
        'Unit or person receiving',
        200,
        [
          'don vi hoac nguoi nhan',
          'don vi nguoi nhan',
          'noi nhan',
          'nguoi nhan',
          'don vi nhan',
          'chuyen cho',
          'nguoinhan',
          'don vi xu ly',
        ],
        { example: 'Phòng Tổ chức' },
      ),
      {
        id: 'due',
        vi: 'Thời hạn giải quyết',
        en: 'Due date',
        type: 'date',
        names: ['thoi han giai quyet', 'han giai quyet', 'han xu ly', 'hanxuly'],
      },
      text('reply', 'Số, ký hiệu văn bản trả lời', 'Reply', 60, ['so ky hieu van ban tra loi', 'van ban tra loi']),
    ],
  },
  outgoing: {
    vi: 'Sổ đăng ký văn bản đi',
    en: 'Register of outgoing documents',
    roles: ['registry'],
    fields: [
      { ...document[0]!, names: [...document[0]!.names, 'so ky hieu van ban di'] },
      { ...document[1]!, names: [...document[1]!.names, 'so di', 'sodi', 'so'] },
      document[2]!,
      { ...issued, isRequired: true },
      issuer(false),
      ...document.slice(4),
      text(
        'toPlaces',
        'Nơi nhận',
        'Recipients',
        1000,
        ['noi nhan van ban', 'noi nhan', 'noinhan', 'noi gui den', 'to places'],
        { example: 'UBND tỉnh; lưu VT' },
      ),
    ],
  },
  sheet: {
    vi: 'Bảng kê tài liệu số hóa (kèm tệp)',
    en: 'List of digitised documents (with files)',
    roles: ['registry'],
    fields: [...document.slice(1, 4), issuer(true), ...document.slice(4)],
  },
  inventory: {
    vi: 'Mục lục hồ sơ, văn bản lưu trữ',
    en: 'Archive inventory of files and documents',
    roles: inventoryRoles,
    fields: [...fileFields, ...itemFields, ...inDocument],
  },
  ...directoryKinds,
}
