/** What can be taken over, and which fields each kind has. Data: the reader, the wizard and the templates go by it. Universal. */
export const importKinds = ['incoming', 'outgoing', 'sheet', 'organizations', 'staff'] as const
export type ImportKind = (typeof importKinds)[number]

export interface FieldSpec {
  readonly id: string
  readonly vi: string
  readonly en: string
  readonly type: 'text' | 'date' | 'number'
  readonly max?: number
  readonly isRequired?: true
  /** Column names that mean it, without diacritics and signs (`nameKey`); the first is the template's. */
  readonly names: readonly string[]
  /** Names of the columns that hold day, month and year of it apart. */
  readonly parts?: readonly (readonly [day: string, month: string, year: string])[]
  /** An example for the template. */
  readonly example?: string
}

export interface KindSpec {
  readonly vi: string
  readonly en: string
  /** Roles that may import it (handbook 2: registers are the registry's, the directory the administrator's). */
  readonly roles: readonly string[]
  readonly fields: readonly FieldSpec[]
}

/** Kinds that a post with these roles works with. */
export const kindsOfRoles = (roles: readonly string[]): ImportKind[] =>
  importKinds.filter((kind) => kinds[kind].roles.some((role) => roles.includes(role)))

const text = (
  id: string,
  vi: string,
  en: string,
  max: number,
  names: readonly string[],
  more: Partial<FieldSpec> = {},
): FieldSpec => ({ id, vi, en, type: 'text', max, names, ...more })

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
    names: ['so luong trang cua van ban', 'so trang', 'so luong trang', 'so to', 'sotrang', 'page amount'],
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
  organizations: {
    vi: 'Danh sách cơ quan, tổ chức',
    en: 'List of organisations',
    roles: ['sysadmin'],
    fields: [
      text(
        'organId',
        'Mã định danh',
        'Identifier',
        35,
        ['ma dinh danh', 'ma dinh danh dien tu', 'ma co quan', 'ma don vi', 'ma', 'organ id', 'organid'],
        { example: 'H99.12' },
      ),
      text(
        'name',
        'Tên cơ quan, tổ chức',
        'Name',
        200,
        ['ten co quan to chuc', 'ten co quan', 'ten don vi', 'ten to chuc', 'co quan to chuc', 'co quan', 'name'],
        { isRequired: true, example: 'Sở Y tế tỉnh Lam Hà' },
      ),
      text(
        'parent',
        'Cơ quan cấp trên (tên hoặc mã)',
        'Superior (name or identifier)',
        200,
        [
          'co quan cap tren ten hoac ma',
          'co quan cap tren',
          'ma co quan cap tren',
          'cap tren',
          'truc thuoc',
          'co quan chu quan',
          'don vi cap tren',
          'parent',
        ],
        { example: 'Ủy ban nhân dân tỉnh Lam Hà' },
      ),
      text('kind', 'Khối', 'Branch', 60, ['khoi', 'loai hinh', 'loai co quan', 'nhom', 'kind'], {
        example: 'Nhà nước',
      }),
      text('level', 'Cấp', 'Level', 60, ['cap', 'cap hanh chinh', 'level'], { example: 'Tỉnh' }),
      text('shortName', 'Tên gọi tắt', 'Short name', 100, ['ten goi tat', 'ten ngan', 'ten tat', 'short name'], {
        example: 'Sở Y tế',
      }),
      text(
        'abbreviation',
        'Chữ viết tắt',
        'Abbreviation',
        30,
        ['chu viet tat', 'viet tat', 'ky hieu', 'abbreviation'],
        {
          example: 'SYT',
        },
      ),
      text('place', 'Địa danh', 'Place', 100, ['dia danh', 'noi dat tru so', 'place'], { example: 'Lam Hà' }),
      {
        id: 'foundedOn',
        vi: 'Ngày thành lập',
        en: 'Founded on',
        type: 'date',
        names: ['ngay thanh lap', 'thanh lap', 'founded on'],
        example: '01/07/2025',
      },
      text(
        'basis',
        'Quyết định thành lập',
        'Founding decision',
        300,
        ['quyet dinh thanh lap', 'can cu thanh lap', 'van ban thanh lap', 'basis'],
        { example: '15/NQ-HĐND ngày 30/6/2025' },
      ),
      {
        id: 'dissolvedOn',
        vi: 'Ngày kết thúc hoạt động',
        en: 'Last day',
        type: 'date',
        names: ['ngay ket thuc hoat dong', 'ngay ket thuc', 'ngay giai the', 'dissolved on'],
      },
      text(
        'successors',
        'Cơ quan kế thừa (tên hoặc mã, cách nhau bằng dấu chấm phẩy)',
        'Successors (names or identifiers, separated by semicolons)',
        1000,
        ['co quan ke thua ten hoac ma cach nhau bang dau cham phay', 'co quan ke thua', 'ke thua', 'successors'],
      ),
      text('endBasis', 'Căn cứ kết thúc hoạt động', 'Basis of its end', 300, [
        'can cu ket thuc hoat dong',
        'can cu ket thuc',
        'quyet dinh giai the',
      ]),
    ],
  },
  staff: {
    vi: 'Danh sách đơn vị, người và vị trí công tác',
    en: 'List of units, persons and posts',
    roles: ['sysadmin'],
    fields: [
      text(
        'organization',
        'Cơ quan (tên hoặc mã)',
        'Organisation (name or identifier)',
        200,
        ['co quan ten hoac ma', 'co quan', 'ten co quan', 'ma co quan', 'ma dinh danh', 'organization'],
        { example: 'Sở Y tế tỉnh Lam Hà' },
      ),
      text(
        'unit',
        'Đơn vị (phòng, ban; cấp trên > cấp dưới)',
        'Unit (upper > lower)',
        400,
        ['don vi phong ban cap tren cap duoi', 'don vi', 'phong ban', 'phong', 'don vi phong ban', 'unit'],
        { example: 'Văn phòng > Tổ Văn thư' },
      ),
      text('fullName', 'Họ và tên', 'Full name', 100, ['ho va ten', 'ho ten', 'ho va ten can bo', 'full name'], {
        isRequired: true,
        example: 'Trần Thị Bình',
      }),
      text(
        'title',
        'Chức vụ, vị trí công tác',
        'Title of the post',
        200,
        ['chuc vu vi tri cong tac', 'chuc vu', 'chuc danh', 'vi tri cong tac', 'vi tri viec lam', 'title'],
        { isRequired: true, example: 'Văn thư' },
      ),
      text(
        'roles',
        'Vai trò trong hệ thống (cách nhau bằng dấu chấm phẩy)',
        'Roles here (separated by semicolons)',
        400,
        ['vai tro trong he thong cach nhau bang dau cham phay', 'vai tro trong he thong', 'vai tro', 'quyen', 'roles'],
        { example: 'Văn thư cơ quan' },
      ),
      text('email', 'Thư điện tử', 'E-mail', 200, ['thu dien tu', 'email', 'e mail', 'dia chi thu dien tu']),
      text('phone', 'Điện thoại', 'Telephone', 30, ['dien thoai', 'so dien thoai', 'di dong', 'phone']),
      {
        id: 'from',
        vi: 'Từ ngày',
        en: 'Since',
        type: 'date',
        names: ['tu ngay', 'ngay nhan cong tac', 'ngay bo nhiem', 'from'],
      },
    ],
  },
}
