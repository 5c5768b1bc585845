/** What the law prints for incoming documents: registers, their covers and the arrival stamp (NĐ 30/2020 PL IV; handbook 3.3, 3.4). */
import type { ArrivalStamp, Day, PrintedRegister, RegisterColumn } from '../types.ts'
import { clerical, ND30, stands } from './sources.ts'

type Pair = readonly [key: string, vi: string, en: string]

const columns = (pairs: readonly Pair[]): readonly RegisterColumn[] =>
  pairs.map(([key, vi, en], i) => ({ no: i + 1, key, vi, en }))

const incoming: readonly Pair[] = [
  ['arrivalDate', 'Ngày đến', 'Date of arrival'],
  ['arrivalNumber', 'Số đến', 'Arrival number'],
  ['issuer', 'Tác giả', 'Issuing body'],
  ['symbol', 'Số, ký hiệu văn bản', 'Number and notation'],
  ['issuedDate', 'Ngày tháng văn bản', 'Date of the document'],
  ['typeAndSubject', 'Tên loại và trích yếu nội dung', 'Type and subject'],
  ['recipient', 'Đơn vị hoặc người nhận', 'Unit or person receiving'],
  ['transferDate', 'Ngày chuyển', 'Date handed over'],
  ['receipt', 'Ký nhận', 'Signature of receipt'],
  ['note', 'Ghi chú', 'Note'],
]

/** Columns that Party registries keep besides (the Central Office's register software). */
const partyExtra: readonly Pair[] = [
  ['pages', 'Số trang', 'Pages'],
  ['copies', 'Số bản', 'Copies'],
  ['retainedBy', 'Đơn vị, người nhận bản lưu', 'Keeper of the retained copy'],
  ['file', 'Hồ sơ lưu', 'File'],
]

const followUp: readonly Pair[] = [
  ['arrivalNumber', 'Số đến', 'Arrival number'],
  [
    'document',
    'Tên loại, số, ký hiệu, ngày tháng và tên cơ quan, tổ chức ban hành văn bản',
    'Type, number, notation, date and issuing body',
  ],
  ['recipient', 'Đơn vị hoặc người nhận', 'Unit or person receiving'],
  ['dueDate', 'Thời hạn giải quyết', 'Due date'],
  ['progress', 'Tiến độ giải quyết', 'Progress'],
  ['reply', 'Số, ký hiệu văn bản trả lời', 'Number and notation of the reply'],
  ['note', 'Ghi chú', 'Note'],
]

const handover: readonly Pair[] = [
  ['transferDate', 'Ngày chuyển', 'Date handed over'],
  ['arrivalNumber', 'Số đến', 'Arrival number'],
  ['recipient', 'Đơn vị hoặc người nhận', 'Unit or person receiving'],
  ['receipt', 'Ký nhận', 'Signature of receipt'],
  ['note', 'Ghi chú', 'Note'],
]

const petition: readonly Pair[] = [
  ['arrivalDate', 'Ngày đến', 'Date of arrival'],
  ['arrivalNumber', 'Số đến', 'Arrival number'],
  ['sender', 'Họ tên, địa chỉ người gửi', 'Name and address of the sender'],
  ['writtenDate', 'Ngày viết', 'Date written'],
  ['subject', 'Trích yếu', 'Subject'],
  ['recipient', 'Chuyển cho', 'Handed to'],
  ['transferDate', 'Ngày chuyển', 'Date handed over'],
  ['receipt', 'Ký nhận', 'Signature of receipt'],
  ['note', 'Ghi chú', 'Note'],
]

const cover = (title: string) =>
  [
    ['parentOrganization', 'TÊN CƠ QUAN CHỦ QUẢN', 'Superior body'],
    ['organization', 'TÊN CƠ QUAN, TỔ CHỨC', 'Organisation'],
    ['title', title, 'Title of the register'],
    ['period', 'Năm', 'Year or term'],
    ['days', 'Từ ngày … đến ngày …', 'From day … to day …'],
    ['numbers', 'Từ số … đến số …', 'From number … to number …'],
    ['volume', 'Quyển số', 'Volume'],
  ].map(([key, vi, en]) => ({ key: key!, vi: vi!, en: en! }))

/** @param isParty adds the Party registries' columns (A2) */
export function printedRegisters(validFrom: Day, isParty: boolean): readonly PrintedRegister[] {
  return [
    {
      id: 'incoming',
      vi: 'Sổ đăng ký văn bản đến',
      en: 'Register of incoming documents',
      columns: columns(isParty ? [...incoming.slice(0, 9), ...partyExtra, incoming[9]!] : incoming),
      cover: cover('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN'),
      ...(isParty
        ? stands('693-QĐ/VPTW; phần mềm sổ đăng ký VPTW', null, 'A2', validFrom)
        : stands(ND30, 'PL IV.VI', 'A', validFrom)),
    },
    {
      id: 'follow-up',
      vi: 'Sổ theo dõi giải quyết văn bản đến',
      en: 'Follow-up of incoming documents',
      columns: columns(followUp),
      cover: cover('SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN'),
      ...clerical(isParty, 'PL IV.VIII', 'A', validFrom),
    },
    {
      id: 'handover',
      vi: 'Sổ chuyển giao văn bản đến',
      en: 'Hand-over of incoming documents',
      columns: columns(handover),
      cover: cover('SỔ CHUYỂN GIAO VĂN BẢN ĐẾN'),
      ...stands('Thông lệ văn thư', null, 'B', validFrom),
    },
    {
      id: 'petition',
      vi: 'Sổ đăng ký đơn thư',
      en: 'Register of petitions',
      columns: columns(petition),
      cover: cover('SỔ ĐĂNG KÝ ĐƠN THƯ'),
      ...stands('Thông lệ văn thư', null, 'C', validFrom),
    },
  ]
}

/** The ĐẾN stamp: a box 35 mm high and 50 mm wide. */
export function arrivalStamps(validFrom: Day, isParty: boolean): readonly ArrivalStamp[] {
  return [
    {
      id: 'arrival',
      widthMm: 50,
      heightMm: 35,
      word: 'ĐẾN',
      fields: [
        { key: 'organization', vi: 'TÊN CƠ QUAN, TỔ CHỨC', en: 'Organisation' },
        { key: 'arrivalNumber', vi: 'Số:', en: 'Number' },
        { key: 'arrivalDate', vi: 'Ngày:', en: 'Date' },
        { key: 'direction', vi: 'Chuyển:', en: 'Handed to' },
        { key: 'fileCode', vi: 'Số và ký hiệu HS:', en: 'File number and notation' },
      ],
      ...clerical(isParty, 'PL IV.V', 'A', validFrom),
    },
  ]
}
