/** The 18 input fields of an incoming document, names and lengths as NĐ 30/2020 PL VI Phần II prints them (two misprints mended: OrganId, SignerInfo). */
import type { Day, MetadataField } from '../types.ts'
import { clerical } from './sources.ts'

type Line = readonly [
  no: string,
  name: string,
  kind: MetadataField['kind'],
  length: number | null,
  isAutomatic: boolean,
  vi: string,
  en: string,
]

const lines: readonly Line[] = [
  ['1', 'FileCode', 'group', null, false, 'Mã hồ sơ', 'File code'],
  ['1.1', 'FileCode.OrganId', 'string', 13, true, 'Mã định danh cơ quan', 'Agency code'],
  ['1.2', 'FileCode.FileCatalog', 'number', 4, true, 'Năm hình thành hồ sơ', 'Year of the file plan'],
  ['1.3', 'FileCode.FileNotation', 'string', 20, false, 'Số và ký hiệu hồ sơ', 'File notation'],
  ['2', 'DocOrdinal', 'number', 3, true, 'Số thứ tự văn bản trong hồ sơ', 'Number of the document in its file'],
  ['3', 'TypeName', 'string', 100, false, 'Tên loại văn bản', 'Document type'],
  ['4', 'CodeNumber', 'string', 11, false, 'Số của văn bản', 'Number'],
  ['5', 'CodeNotation', 'string', 30, false, 'Ký hiệu của văn bản', 'Notation'],
  ['6', 'IssuedDate', 'date', 10, false, 'Ngày, tháng, năm văn bản', 'Date of issue'],
  ['7', 'OrganName', 'string', 200, false, 'Tên cơ quan, tổ chức ban hành', 'Issuing body'],
  ['8', 'Subject', 'string', 500, false, 'Trích yếu nội dung', 'Subject'],
  ['9', 'Language', 'string', 30, false, 'Ngôn ngữ', 'Language'],
  ['10', 'PageAmount', 'number', 3, true, 'Số trang của văn bản', 'Pages'],
  ['11', 'Description', 'string', 500, false, 'Ghi chú', 'Note'],
  ['12', 'ArrivalDate', 'date', 10, true, 'Ngày, tháng, năm đến', 'Date of arrival'],
  ['13', 'ArrivalNumber', 'number', 10, true, 'Số đến', 'Arrival number'],
  ['14', 'SignerInfo', 'group', null, false, 'Thông tin người ký', 'Signer'],
  ['14.1', 'SignerInfo.Position', 'string', 100, false, 'Chức vụ của người ký', 'Position of the signer'],
  ['14.2', 'SignerInfo.FullName', 'string', 50, false, 'Họ và tên người ký', 'Name of the signer'],
  ['15', 'Priority', 'number', 1, false, 'Mức độ khẩn', 'Urgency'],
  ['16', 'ToPlaces', 'string', 1000, false, 'Đơn vị hoặc người nhận', 'Unit or person receiving'],
  [
    '17',
    'TraceHeaderList',
    'text',
    null,
    false,
    'Ý kiến phân phối, chỉ đạo, trạng thái xử lý',
    'Directions and status',
  ],
  ['18', 'DueDate', 'date', 10, false, 'Thời hạn giải quyết', 'Due date'],
]

/** @param validFrom the first day of the regime's rules; Party bodies take the same fields as a convention (B) */
export function incomingFields(validFrom: Day, isParty: boolean): readonly MetadataField[] {
  return lines.map(([no, name, kind, length, isAutomatic, vi, en]) => ({
    id: name,
    no,
    name,
    kind,
    length,
    isAutomatic,
    vi,
    en,
    ...clerical(isParty, 'PL VI Phần II', 'A', validFrom),
  }))
}
