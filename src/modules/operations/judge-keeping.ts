/** What health says about backups and fixity. Pure. */
import type { CheckLine } from './contract.ts'

type Finding = Pick<CheckLine, 'state' | 'text'>
type Check = { at: Date; isGood: boolean; report: Record<string, unknown> }

const HOUR = 3_600_000

const ago = (at: Date, now: Date): { vi: string; en: string } => {
  const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000))
  if (minutes < 120) return { vi: `${minutes} phút`, en: `${minutes} min` }
  const hours = Math.round(minutes / 60)
  if (hours < 72) return { vi: `${hours} giờ`, en: `${hours} h` }
  return { vi: `${Math.round(hours / 24)} ngày`, en: `${Math.round(hours / 24)} days` }
}

/** Age of the last good backup; a schedule that fails is bad at once, a system without any backup is never good. @param isSameDisk the folder lies on the disk of the data, as an empty mount point does */
export function judgeBackup(
  kept: { last: Check | null; failed: Check | null; log: Check | null },
  to: string | null,
  now: Date,
  isSameDisk = false,
): Finding {
  const { last, failed, log } = kept
  const age = last ? ago(last.at, now) : null
  const vi: string[] = [age ? `Bản gần nhất cách đây ${age.vi} (${last!.report['path']}).` : 'Chưa có bản sao lưu nào.']
  const en: string[] = [
    age ? `The last one was made ${age.en} ago (${last!.report['path']}).` : 'There is no backup yet.',
  ]
  let state: CheckLine['state'] = last ? 'good' : 'bad'
  if (last && !last.isGood) {
    state = 'bad'
    vi.push(`Trong đó thiếu ${last.report['damaged']} tệp đã hỏng ngay trong kho.`)
    en.push(`It lacks ${last.report['damaged']} files that were damaged in the store itself.`)
  }
  if (to === null) {
    vi.push('Chưa đặt lịch: đặt VANKHO_BACKUP_TO tới một ổ đĩa khác.')
    en.push('No schedule: set VANKHO_BACKUP_TO to a folder on another disk.')
    if (state === 'good') state = 'warning'
    if (last && now.getTime() - last.at.getTime() > 7 * 24 * HOUR) state = 'bad'
    return { state, text: { vi: vi.join(' '), en: en.join(' ') } }
  }
  if (last && now.getTime() - last.at.getTime() > 26 * HOUR) state = 'bad'
  if (isSameDisk) {
    if (state === 'good') state = 'warning'
    vi.push(`${to} nằm cùng ổ đĩa với dữ liệu: hỏng ổ là mất cả hai. Ổ sao lưu đã được gắn vào máy chưa?`)
    en.push(`${to} lies on the disk of the data: one broken disk would take both. Is the backup disk mounted?`)
  }
  if (failed && !failed.isGood && (!last || failed.at > last.at)) {
    state = 'bad'
    vi.push(`Lần sau đó không thành: ${failed.report['vi']}`)
    en.push(`The one after failed: ${failed.report['en']}`)
  }
  if (log && last && log.at > last.at) {
    vi.push(`Nhật ký giao dịch đã sang tới cách đây ${ago(log.at, now).vi}.`)
    en.push(`The transaction log was brought over up to ${ago(log.at, now).en} ago.`)
  }
  return { state, text: { vi: vi.join(' '), en: en.join(' ') } }
}

/** Findings of the last pass, and its age. @param days how often a pass begins */
export function judgeFixity(last: Check | null, now: Date, days = 30): Finding {
  if (!last)
    return {
      state: 'warning',
      text: { vi: 'Chưa rà xong lần nào (chạy về đêm).', en: 'No pass is over yet (it runs at night).' },
    }
  const { looked, damaged, missing, repaired } = last.report as Record<string, number>
  const age = ago(last.at, now)
  const vi = `Lần rà cách đây ${age.vi}: ${looked} tệp, ${damaged} hỏng, ${missing} thiếu, ${repaired} đã sửa từ bản sao.`
  const en = `Last pass ${age.en} ago: ${looked} files, ${damaged} damaged, ${missing} missing, ${repaired} mended from a copy.`
  if (!last.isGood)
    return {
      state: 'bad',
      text: {
        vi: `${vi} Xem Bảo quản số, mục Sự cố: hãy lấy lại tệp từ bản sao lưu.`,
        en: `${en} See Preservation, Incidents: get the files back from a backup.`,
      },
    }
  const isOld = now.getTime() - last.at.getTime() > (days + 14) * 24 * HOUR
  return { state: isOld || (repaired ?? 0) > 0 ? 'warning' : 'good', text: { vi, en } }
}
