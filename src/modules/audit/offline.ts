/** What `vankho audit verify` does: needs nothing but the files, and loads nothing but the verifier. */
import type { Bad } from './merkle/checker.ts'
import { type LogReport, NoHeadForLog, NotALog, verifyLog } from './merkle/verify.ts'

export interface Verdict {
  /** cli.md: 0 good · 1 not as sealed · 2 unreadable · 3 cannot be decided. */
  readonly exitCode: 0 | 1 | 2 | 3
  /** One JSON value for programs; `{ valid, entries, root, firstBad }` and more. */
  readonly result:
    | LogReport
    | { valid: null; entries: 0; root: null; firstBad: null; error: string; why: 'not-there' | 'not-a-log' | 'no-head' }
}

/**
 * Verifies an exported log offline.
 * @param path the log · @param options.head file of heads that was kept outside
 */
export async function verifyAudit(path: string, options: { head?: string | undefined } = {}): Promise<Verdict> {
  try {
    const result = await verifyLog(path, options)
    return { exitCode: result.valid ? 0 : 1, result }
  } catch (error) {
    const isUnreadable = error instanceof NotALog || typeof (error as NodeJS.ErrnoException).code === 'string'
    if (!isUnreadable && !(error instanceof NoHeadForLog)) throw error
    const why = error instanceof NoHeadForLog ? 'no-head' : error instanceof NotALog ? 'not-a-log' : 'not-there'
    const result = {
      valid: null,
      entries: 0,
      root: null,
      firstBad: null,
      error: (error as Error).message,
      why,
    } as const
    return { exitCode: error instanceof NoHeadForLog ? 3 : 2, result }
  }
}

const REASONS = {
  'not-there': { vi: 'Không đọc được tệp nhật ký', en: 'The log cannot be read' },
  'not-a-log': { vi: 'Tệp này không phải nhật ký xuất từ Văn Khố', en: 'This file is no log exported from Văn Khố' },
  'no-head': {
    vi: 'Không kết luận được: tệp dấu niêm phong không có dấu nào của nhật ký này',
    en: 'Cannot be decided: the file of heads has none of this log',
  },
} as const

const problems: Record<Bad['problem'], { vi: string; en: string }> = {
  altered: { vi: 'đã bị sửa', en: 'was altered' },
  missing: { vi: 'bị mất', en: 'is missing' },
  reordered: { vi: 'không ở đúng chỗ', en: 'is not in its place' },
  inserted: { vi: 'được chèn thêm', en: 'was inserted' },
  'cut-off': { vi: 'bị cắt bỏ', en: 'was cut off' },
  rewritten: { vi: 'đã bị sửa cùng dấu băm của nó', en: 'was rewritten together with its hash' },
  unsigned: { vi: 'không có dấu ký', en: 'is under no signed head' },
  'forged-head': { vi: 'có dấu ký không phải của khóa', en: 'has a head that the key did not sign' },
  unreadable: { vi: 'không đọc được', en: 'cannot be read' },
}

/** The report for people, a line each. */
export function reportLines(verdict: Verdict, lang: 'vi' | 'en'): string[] {
  const { result } = verdict
  const isVi = lang === 'vi'
  if ('error' in result) return [`${REASONS[result.why][lang]} (${result.error}).`]
  const lines = [
    result.valid
      ? isVi
        ? `Nhật ký toàn vẹn: ${result.entries} mục, gốc ${result.root}`
        : `The log is intact: ${result.entries} entries, root ${result.root}`
      : isVi
        ? `NHẬT KÝ KHÔNG CÒN NHƯ KHI NIÊM PHONG (${result.entries} mục đọc được)`
        : `THE LOG IS NOT AS IT WAS SEALED (${result.entries} entries read)`,
  ]
  for (const log of result.logs)
    for (const bad of log.bad) {
      const place = bad.to === undefined ? `${bad.index}` : `${bad.index}–${bad.to}`
      const who = [log.organization.name, bad.id, bad.kind, bad.at].filter(Boolean).join(' · ')
      const home =
        bad.belongsAt === undefined
          ? ''
          : isVi
            ? ` (niêm phong ở mục ${bad.belongsAt})`
            : ` (sealed at ${bad.belongsAt})`
      lines.push(`  ${isVi ? 'mục' : 'entry'} ${place} ${problems[bad.problem][lang]}${home}${who ? `: ${who}` : ''}`)
    }
  return lines
}
