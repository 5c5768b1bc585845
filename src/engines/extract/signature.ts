/** The signature block (cells 7a–7b): authority (TM., KT., T/M …), position, full name; and Nơi nhận beside it. */
import { fold, tidySpace, withoutTitles } from '../vn-text/index.ts'
import { sheetHeight } from './header.ts'
import { boxWidth, folded, isUpperCase, middleX, middleY, type Row, splitRow, toRows, typicalHeight } from './rows.ts'
import type { Box, PageWords } from './types.ts'

export interface Signature {
  authority: string | null
  position: string | null
  positionBox: Box | null
  name: string | null
  nameBox: Box | null
  page: number
  confidence: number
}

const AUTHORITY = /^\W*(?:tm|kt|tl|tuq|ut|q|t\s*[/.]\s*m|k\s*[/.]\s*t|t\s*[/.]\s*l)\s*[./,]/
const POSITION =
  /(?:^|\s)(?:pho |quyen |uy vien )?(?:chu tich|giam doc|tong giam doc|cuc truong|tong cuc truong|vu truong|vien truong|hieu truong|truong ban|truong phong|doi truong|to truong|truong doan|chanh van phong|chanh an|chanh thanh tra|thanh tra|bo truong|thu truong|thu tuong|bi thu|chu nhiem|truong ga|tram truong|hat truong|tong thu ky|thu ky|ke toan truong|ke toan|thu truong don vi|truong cong an|chi huy truong|uy vien|chu toa|nguoi lap|tong bien tap|truong khoa|thuong truc)\b/

/** The hundred or so families that nearly all Vietnamese names begin with. */
const FAMILIES = new Set(
  fold(
    `nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh lâm phùng mai
    tô hà tạ châu thái lương cao lưu quách tăng thạch kiều giang thân triệu tống nghiêm la kim khương bạch mạc hứa lại
    quan chu phó văn danh sơn lục âu diệp ông từ tiêu đàm doãn cù khổng viên vi nông hầu bế ma lò quàng giàng vàng thào
    sùng lầu hạng ksor rơ siu kpă h niê ay y a đàng thiều cung vòng phí ninh khuất bành mã cấn mẫn tưởng ngụy nhữ đới
    thi hàn tề đồng mông hoa dư nhan sử chế thập lộ cầm điêu hoàn xa trà đống`,
  ).split(/\s+/),
)

/** A person's name: two to six syllables, each with a capital (or all capitals), the first a known family. */
export function looksLikeName(text: string): boolean {
  const bare = withoutTitles(tidySpace(text.replace(/[^\p{L}\p{M}\s.]/gu, ' ')))
  const words = bare.split(' ')
  if (words.length < 2 || words.length > 6) return false
  // "Phó" is also a family: a position in capitals is no name
  if (isUpperCase(bare) && POSITION.test(fold(bare))) return false
  if (!words.every((word) => /^\p{Lu}[\p{L}\p{M}]*$/u.test(word))) return false
  return FAMILIES.has(fold(words[0]!))
}

interface Placed {
  row: Row
  page: PageWords
}

function rightRows(page: PageWords): Row[] {
  const unit = typicalHeight(page.words)
  return toRows(page.words)
    .flatMap((row) => splitRow(row, unit * 1.8))
    .filter((row) => middleX(row.box) > page.width * 0.42)
}

function authorityOf(text: string): string | null {
  const match = /^\W*(TM|KT|TL|TUQ|T\s*\/\s*M|K\s*\/\s*T|T\s*\/\s*L|Q)\b\.?/u.exec(text.toUpperCase())
  return match ? match[1]!.replace(/\s/g, '') : null
}

/** Looks from the last page back to the first for position and name on the right side. */
export function findSignature(pages: PageWords[]): Signature | null {
  for (const page of pages.toReversed()) {
    const rows = rightRows(page)
    const unit = typicalHeight(page.words)
    // the head of page 1 is full of capitals that are no position
    const top = page.page === 1 ? sheetHeight(page) * 0.22 : 0
    const placed: Placed[] = rows.filter((row) => row.box[1] > top).map((row) => ({ row, page }))
    const found = bestBlock(placed, unit)
    if (found) return found
  }
  return null
}

function bestBlock(placed: Placed[], unit: number): Signature | null {
  let best: Signature | null = null
  for (const [i, { row, page }] of placed.entries()) {
    const text = folded(row.text)
    if (!isUpperCase(row.text) || row.words.length > 10) continue
    if (!POSITION.test(text) && !AUTHORITY.test(text)) continue
    const heads = [row]
    let authority = authorityOf(row.text)
    let position = authority === null ? row : null
    let j = i + 1
    for (; j < placed.length; j++) {
      const next = placed[j]!.row
      if (middleY(next.box) - middleY(heads.at(-1)!.box) > unit * 2.2) break
      if (!isUpperCase(next.text) || looksLikeName(next.text)) break
      heads.push(next)
      if (POSITION.test(folded(next.text)) && authorityOf(next.text) === null) position = next
      authority ??= authorityOf(next.text)
    }
    const center = middleX((position ?? row).box)
    const name = placed
      .slice(i + 1)
      .map((p) => p.row)
      .find(
        (r) =>
          looksLikeName(r.text) &&
          Math.abs(middleX(r.box) - center) < page.width * 0.16 &&
          r.box[1] - heads.at(-1)!.box[3] < unit * 13 &&
          boxWidth(r.box) < page.width * 0.4,
      )
    // a name counts only under a position; an authority line alone tells the form of signing
    if (position === null && authority === null) continue
    if (!name && authority === null) continue
    const clean = (text: string) =>
      tidySpace(text.replace(/[^\p{L}\p{M}\s./-]/gu, ' ')).replace(/^[\s./-]+|[\s./-]+$/gu, '')
    best = {
      authority,
      position: position ? clean(position.text) : null,
      positionBox: position?.box ?? null,
      name: name && position ? nameCase(withoutTitles(clean(name.text))) : null,
      nameBox: name && position ? name.box : null,
      page: page.page,
      confidence: name && position ? 0.8 : 0.5,
    }
    if (name && position) return best
  }
  return best
}

function nameCase(name: string): string {
  if (name !== name.toUpperCase()) return name
  return name
    .toLowerCase()
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

/** Entries under "Nơi nhận:", in order, without "Như trên" and the Lưu line. */
export function findRecipientList(pages: PageWords[]): { entries: string[]; box: Box; page: number } | null {
  for (const page of pages.toReversed()) {
    const unit = typicalHeight(page.words)
    const rows = toRows(page.words.filter((word) => middleX(word.box) < page.width * 0.56)).map(
      (row) => splitRow(row, unit * 2.2)[0]!,
    )
    const start = rows.findIndex(
      (row) => /^\W*n[oơ]i nh[aâậ]n\W/.test(`${folded(row.text)} `) && row.box[0] < page.width * 0.4,
    )
    if (start < 0) continue
    const taken: Row[] = []
    for (const row of rows.slice(start + 1)) {
      const last = taken.at(-1) ?? rows[start]!
      if (middleY(row.box) - middleY(last.box) > unit * 2.4 || taken.length > 25) break
      taken.push(row)
      if (/^\W*luu\b/.test(folded(row.text))) break
    }
    const lines: string[] = []
    for (const row of taken) {
      if (/^\s*[-–+•*]/u.test(row.text) || lines.length === 0) lines.push(row.text)
      else lines[lines.length - 1] += ` ${row.text}`
    }
    const entries = lines
      .map((line) => tidySpace(line).replace(/^[-–+•*\s]+|[;,.\s]+$/gu, ''))
      .filter((line) => /\p{L}{2}/u.test(line) && !/^(?:nhu tren|nhu kinh gui|luu\b|nhu dieu)/.test(folded(line)))
    return { entries, box: rows[start]!.box, page: page.page }
  }
  return null
}
