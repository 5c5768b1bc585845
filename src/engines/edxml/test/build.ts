/** Invented messages and a signer for the tests of packages. */
import { generateKeyPairSync } from 'node:crypto'
import { selfSigned } from '../certificate.ts'
import type { PackageSigner } from '../signature.ts'
import type { DocumentMessage, StatusMessage } from '../types.ts'

export function signer(name = 'Cổng trao đổi thử'): PackageSigner {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: privateKey, certificate: selfSigned(privateKey, name, new Date('2026-01-01T00:00:00Z'), 10) }
}

const party = (organId: string, name: string) => ({
  organId,
  name,
  inCharge: 'Ủy ban nhân dân tỉnh Sông Mây',
  address: 'Số 1 phố Bờ Đê',
  email: 'vanthu@songmay.example',
  telephone: '0200 000 000',
  fax: '0200 000 001',
  website: 'songmay.example',
})

/** Every field filled. */
export function documentMessage(change: Partial<DocumentMessage> = {}): DocumentMessage {
  return {
    kind: 'document',
    from: party('H99.12', 'Sở Sông Ngòi'),
    to: [party('H98.3', 'Sở Đồi Chè'), party('H98.4', 'Sở Suối Vắng')],
    documentId: 'H99.12,2026/11/20,15/SSN-VP',
    codeNumber: '15',
    codeNotation: 'SSN-VP',
    place: 'Sông Mây',
    date: '2026-11-20',
    type: { type: '18', detail: '0', name: 'Công văn' },
    subject: 'V/v phối hợp “nạo vét” & kè <bờ> sông',
    content: 'Dòng một\nDòng hai',
    signer: { competence: 'KT. GIÁM ĐỐC', position: 'Phó Giám đốc', name: 'Lê Thị Ngòi' },
    responseFor: [{ organId: 'H98.3', code: '7/SĐC', date: '2026-11-01', documentId: 'H98.3,2026/11/01,7/SĐC' }],
    dueDate: '2026-12-01',
    toPlaces: ['Như trên', 'Lưu: VT'],
    other: {
      priority: 2,
      sphere: 'Lưu hành nội bộ',
      typerNotation: 'LTN',
      copies: 3,
      pages: 4,
      direction: 'Chỉ đạo',
      appendixes: ['Phụ lục I', 'Phụ lục II'],
    },
    steeringType: '1',
    trace: [{ organId: 'H99.12', at: '2026-11-20T14:05:09+07:00' }],
    business: 'new',
    reason: 'Văn bản mới',
    changes: null,
    aboutDocumentId: null,
    replaces: [],
    isPaper: true,
    staff: { department: 'Văn phòng', staff: 'Trần Văn Thư', mobile: '0900 000 000', email: 'thu@songmay.example' },
    attachments: [
      {
        contentId: 'f1',
        name: 'Công văn 15.pdf',
        mediaType: 'application/pdf',
        description: 'Văn bản',
        bytes: Buffer.from('%PDF-1.7 nội dung'),
      },
      {
        contentId: 'f2',
        name: 'bảng.xlsx',
        mediaType: 'application/octet-stream',
        description: null,
        bytes: Buffer.from([0, 255, 1, 254]),
      },
    ],
    ...change,
  }
}

export function statusMessage(change: Partial<StatusMessage> = {}): StatusMessage {
  return {
    kind: 'status',
    responseFor: {
      organId: 'H99.12',
      code: '15/SSN-VP',
      date: '2026-11-20',
      documentId: 'H99.12,2026/11/20,15/SSN-VP',
    },
    from: party('H98.3', 'Sở Đồi Chè'),
    code: '02',
    description: 'Gửi nhầm nơi nhận',
    at: '2026-11-20T15:00:00+07:00',
    staff: { department: 'Văn phòng', staff: 'Hà Thị Đồi', mobile: null, email: null },
    ...change,
  }
}
