/** The report in sentences that people read, Vietnamese and English. */
import type { SubIndication, Verdict } from '../x509/verdict.ts'
import type { SignatureReport, TimestampReport, VerificationReport } from './types.ts'

type Lang = 'vi' | 'en'

const VERDICT: Record<Verdict, Record<Lang, string>> = {
  'TOTAL-PASSED': { vi: 'HỢP LỆ', en: 'VALID' },
  INDETERMINATE: { vi: 'CHƯA KẾT LUẬN ĐƯỢC', en: 'CANNOT BE DECIDED' },
  'TOTAL-FAILED': { vi: 'KHÔNG HỢP LỆ', en: 'NOT VALID' },
}

const WHY: Record<SubIndication, Record<Lang, string>> = {
  FORMAT_FAILURE: {
    vi: 'chữ ký không đúng dạng, hoặc tài liệu bị sửa sau khi ký',
    en: 'the signature is malformed, or the document was changed after signing',
  },
  HASH_FAILURE: { vi: 'nội dung đã ký bị sửa', en: 'what was signed has been altered' },
  SIG_CRYPTO_FAILURE: {
    vi: 'chữ ký không khớp với khóa của chứng thư số',
    en: 'the signature does not belong to the key of the certificate',
  },
  REVOKED: { vi: 'ký sau khi chứng thư số bị thu hồi', en: 'signed after the certificate was revoked' },
  EXPIRED: { vi: 'ký sau khi chứng thư số hết hạn', en: 'signed after the certificate had ended' },
  NOT_YET_VALID: { vi: 'ký trước khi chứng thư số có hiệu lực', en: 'signed before the certificate began' },
  SIG_CONSTRAINTS_FAILURE: {
    vi: 'chữ ký thiếu điều bắt buộc, hoặc có thay đổi sau khi ký cần người xem xét',
    en: 'the signature lacks what is required, or there are changes after it that a person must judge',
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    vi: 'chứng thư số không được cấp để ký tài liệu',
    en: 'the certificates were not issued for signing documents',
  },
  CRYPTO_CONSTRAINTS_FAILURE: {
    vi: 'thuật toán hoặc độ dài khóa không còn an toàn',
    en: 'algorithm or key length is no longer safe',
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    vi: 'không tìm thấy chứng thư số của người ký',
    en: 'the signer’s certificate was not found',
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    vi: 'chứng thư số không dẫn tới nơi cấp nào trong danh sách tin cậy',
    en: 'the certificate leads to no authority of the trust list',
  },
  REVOKED_NO_POE: {
    vi: 'chứng thư số đã bị thu hồi và không có bằng chứng là ký trước đó',
    en: 'the certificate was revoked and nothing proves that it was signed before',
  },
  REVOKED_CA_NO_POE: {
    vi: 'chứng thư số của nơi cấp đã bị thu hồi',
    en: 'the certificate of the authority was revoked',
  },
  OUT_OF_BOUNDS_NO_POE: {
    vi: 'chứng thư số ngoài thời hạn và không có bằng chứng là ký trong thời hạn',
    en: 'the certificate is out of its time and nothing proves that it was signed within',
  },
  TRY_LATER: {
    vi: 'thiếu dữ liệu thu hồi còn hiệu lực để biết chứng thư số có bị thu hồi không',
    en: 'fresh revocation data is missing, so it is not known whether the certificate was revoked',
  },
}

const day = (time: string | null): string =>
  time ? `${time.slice(8, 10)}/${time.slice(5, 7)}/${time.slice(0, 4)}` : '–'
const moment = (time: string | null): string => (time ? `${day(time)} ${time.slice(11, 19)}` : '–')

/**
 * Lines for people.
 * @param hasTrust whether a trust list was given; without one the reader is told how to give it
 */
export function verificationLines(report: VerificationReport, lang: Lang, hasTrust: boolean): string[] {
  const say = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const lines: string[] = []
  if (report.signatures.length === 0)
    lines.push(say('Tài liệu không có chữ ký số.', 'The document carries no signature.'))
  else {
    lines.push(`${say('Kết luận', 'Verdict')}: ${VERDICT[report.verdict][lang]} (${report.verdict})`)
    for (const [i, one] of report.signatures.entries()) lines.push('', ...signatureLines(one, i + 1, lang))
  }
  if (report.signatures.length === 0)
    for (const one of report.documentTimestamps) lines.push(`  ${timestampLine(one, lang)}`)
  if (report.unlinkedSignatures > 0)
    lines.push(
      '',
      say(
        `Chú ý: trong tệp còn ${report.unlinkedSignatures} chữ ký không thuộc bản hiện tại (đã bị gỡ hoặc bị che).`,
        `Note: ${report.unlinkedSignatures} signature(s) lie in the file without belonging to the present document (taken out or hidden).`,
      ),
    )
  if (report.emptyFields.length > 0)
    lines.push(
      '',
      say(
        `Ô chữ ký còn trống: ${report.emptyFields.join(', ')}`,
        `Empty signature fields: ${report.emptyFields.join(', ')}`,
      ),
    )
  if (!hasTrust && report.signatures.some((one) => one.subIndication === 'NO_CERTIFICATE_CHAIN_FOUND'))
    lines.push(
      '',
      say(
        'Chưa có danh sách tin cậy: thêm --trust THƯ_MỤC chứa chứng thư số gốc (PEM, DER).',
        'No trust list was given: add --trust DIR with root certificates (PEM, DER).',
      ),
    )
  return lines
}

function signatureLines(one: SignatureReport, n: number, lang: Lang): string[] {
  const say = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  const lines = [
    `${say('Chữ ký', 'Signature')} ${n}: ${one.signer ?? say('không rõ người ký', 'signer unknown')}: ${VERDICT[one.verdict][lang]}`,
  ]
  const add = (vi: string, en: string, text: string | null): void => {
    if (text) lines.push(`  ${say(vi, en)}: ${text}`)
  }
  if (one.subIndication)
    add('Vì', 'Because', `${WHY[one.subIndication][lang]} (${one.subIndication}${one.detail ? `; ${one.detail}` : ''})`)
  if (one.certificate) {
    const { subject, issuer, serial, notBefore, notAfter } = one.certificate
    add('Chứng thư số', 'Certificate', subject)
    add('Nơi cấp', 'Issuer', issuer)
    add('Số hiệu, thời hạn', 'Serial, validity', `${serial}, ${day(notBefore)}–${day(notAfter)}`)
  }
  if (one.signingTime)
    add(
      'Thời gian ký',
      'Signing time',
      `${moment(one.signingTime)} ${one.signingTimeSource === 'timestamp' ? say('(có dấu thời gian chứng minh)', '(proved by a timestamp)') : say('(người ký tự khai, chưa có bằng chứng)', '(claimed by the signer, not proved)')}`,
    )
  for (const stamp of one.timestamps) lines.push(`  ${timestampLine(stamp, lang)}`)
  add('Mức', 'Level', one.level && (one.level.startsWith('B') ? `PAdES ${one.level}` : one.level))
  add(
    'Phạm vi',
    'Covers',
    one.coversWholeDocument
      ? say('toàn bộ tệp', 'the whole file')
      : say('một phần tệp (có phần thêm sau khi ký)', 'a part of the file (something was added after)'),
  )
  if (one.changesAfter?.length)
    add(
      'Thêm sau khi ký',
      'Added after signing',
      one.changesAfter.map((words) => (lang === 'vi' ? vietnamese(words) : words)).join('; '),
    )
  return lines
}

function timestampLine(one: TimestampReport, lang: Lang): string {
  const label = lang === 'vi' ? 'Dấu thời gian' : 'Timestamp'
  const why = one.subIndication ? ` (${WHY[one.subIndication][lang]})` : ''
  return `${label}: ${moment(one.time)}, ${one.authority ?? '–'}: ${VERDICT[one.verdict][lang]}${why}`
}

const CHANGES: readonly (readonly [string, string])[] = [
  ['signature added', 'chữ ký'],
  ['document timestamp added', 'dấu thời gian'],
  ['signature field added', 'ô chữ ký'],
  ['validation data added', 'dữ liệu kiểm tra'],
  ['metadata changed', 'siêu dữ liệu'],
  ['form field filled in', 'điền ô biểu mẫu'],
  ['structure tree changed', 'sửa cấu trúc'],
  ['content of page changed', 'SỬA NỘI DUNG TRANG'],
  ['annotation added, changed or removed on page', 'THÊM, SỬA, XÓA CHÚ THÍCH Ở TRANG'],
  ['large appearance laid over page', 'HÌNH LỚN CHE TRANG'],
  ['object exchanged', 'THAY ĐỐI TƯỢNG'],
  ['object removed', 'XÓA ĐỐI TƯỢNG'],
  ['document catalog changed', 'SỬA DANH MỤC TÀI LIỆU'],
  ['form changed', 'SỬA BIỂU MẪU'],
  ['bytes after the end of the file', 'DỮ LIỆU LẠ SAU CUỐI TỆP'],
  ['signed revision is no longer part of the file', 'BẢN ĐÃ KÝ KHÔNG CÒN TRONG TỆP'],
  ['change that the certifying signature forbids', 'THAY ĐỔI MÀ CHỮ KÝ CHỨNG NHẬN CẤM'],
]

function vietnamese(words: string): string {
  const found = CHANGES.find(([english]) => words.startsWith(english))
  return found ? words.replace(found[0], found[1]) : words
}
