/** Superior and issuing body from the left column of the head (cell 2). */
import { comparable, fold, isCommonSyllable, isSyllable, tidySpace } from '../vn-text/index.ts'
import { boxHeight, folded, middleX, middleY, type Row } from './rows.ts'

/** Words with which the name of a body begins: a new line that starts so is a new body. */
const KINDS = [
  'bộ',
  'sở',
  'ban',
  'cục',
  'chi cục',
  'tổng cục',
  'vụ',
  'viện',
  'phòng',
  'trung tâm',
  'văn phòng',
  'ủy ban',
  'ubnd',
  'hđnd',
  'hội đồng',
  'tỉnh ủy',
  'thành ủy',
  'huyện ủy',
  'thị ủy',
  'quận ủy',
  'đảng ủy',
  'đảng bộ',
  'chi bộ',
  'đoàn',
  'hội',
  'liên đoàn',
  'mặt trận',
  'ủy ban mttq',
  'tòa án',
  'viện kiểm sát',
  'công an',
  'công ty',
  'tổng công ty',
  'tập đoàn',
  'ngân hàng',
  'trường',
  'bệnh viện',
  'thanh tra',
  'kho bạc',
  'bảo hiểm',
  'chính phủ',
  'quốc hội',
  'thủ tướng',
  'bảo tàng',
  'thư viện',
  'đài',
  'báo',
  'ban chỉ đạo',
  'ban quản lý',
  'hạt',
  'trạm',
  'đội',
  'xí nghiệp',
  'nhà máy',
  'hợp tác xã',
  'quỹ',
  'học viện',
  'đại học',
  'ban chấp hành',
  'ban thường vụ',
  'đảng đoàn',
  'ban cán sự',
  'bộ chỉ huy',
  'bộ tư lệnh',
  'quân khu',
  'hải quan',
  'thuế',
  'tổ',
  'câu lạc bộ',
  'nhà xuất bản',
  'tạp chí',
  'kiểm toán',
].map(fold)

/** Bodies whose name may continue with another kind word: `BAN QUẢN LÝ … / TRUNG TÂM` is rare, `PHÒNG …` is not. */
function startsBody(text: string): boolean {
  const key = comparable(text)
  return KINDS.some((kind) => key === kind || key.startsWith(`${kind} `) || key.startsWith(kind.replaceAll(' ', '')))
}

/** Term and session under a council's name: `KHÓA XIX, KỲ HỌP THỨ NĂM`. */
const SESSION = /^\W*(?:khoa [ivxl\d]+\s*(?:[,;-]|$)|ky hop (?:thu|chuyen de|bat thuong)\b)/

const isDash = (row: Row) => /^\s*[-–—]\s*$/u.test(row.text)

export interface OrganLines {
  parent: { text: string; rows: Row[] } | null
  organ: { text: string; rows: Row[] } | null
}

const join = (rows: Row[], joined: ReadonlySet<Row>) =>
  tidySpace(rows.map((row) => (joined.has(row) ? `- ${row.text}` : row.text)).join(' '))
    .replace(/(?:[-–—]\s*){2,}/gu, '- ')
    .replace(/[^\p{L}\p{M}\p{N}\s,.&/()-]/gu, '')
    .replace(/^[\s.,/-]+|[\s.,/-]+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * Parts the rows into superior and issuing body: the issuing body begins at the last row that starts with a kind of
 * body, its superior at the one before. One body only: no superior. Party heads put an asterisk under the issuing body;
 * bodies that issue together are one name ("Bộ Nội vụ - Bộ Tài chính").
 * @param mustBeKind the issuing body must begin with a kind of body (pages without a national title).
 */
export function readOrgans(rows: Row[], mustBeKind = false): OrganLines {
  const asterisk = rows.findIndex((row) => /^\W*[*★]\W*$/u.test(row.text.trim()))
  const above = asterisk >= 0 ? rows.slice(0, asterisk) : rows
  const lines = above.filter((row) => {
    const letters = row.text.replace(/[^\p{L}]/gu, '')
    if (letters.length < 2 || SESSION.test(folded(row.text))) return false
    const upper = [...letters].filter((c) => c === c.toUpperCase()).length / letters.length
    return upper > 0.5
  })
  const kept = closeTogether(lines)
  if (kept.length === 0) return { parent: null, organ: null }
  let start = 0
  let parent = 0
  const joined = new Set<Row>()
  for (let i = 1; i < kept.length; i++) {
    const row = kept[i]!
    if (!startsBody(row.text.replace(/^\s*[-–—]\s*/u, ''))) continue
    if (startsBody(kept[start]!.text) && hasDashBetween(kept[i - 1]!, row, above)) joined.add(row)
    else [parent, start] = [start, i]
  }
  // without a national title nothing says that these lines are the head: the name must begin like one
  if (mustBeKind && !startsBody(kept[start]!.text)) return { parent: null, organ: null }
  const body = (part: Row[]) => (part.length === 0 ? null : { text: join(part, joined), rows: part })
  return { parent: body(kept.slice(parent, start)), organ: body(kept.slice(start)) }
}

/** Bodies that issue together have a dash between them, at a line's end or on a line of its own. */
function hasDashBetween(before: Row, row: Row, all: readonly Row[]): boolean {
  if (/\p{L}\s*[-–—]\s*$/u.test(before.text) || /^\s*[-–—]\s*\p{L}/u.test(row.text)) return true
  // a speck between two close lines is no dash
  const [top, bottom] = [middleY(before.box), middleY(row.box)]
  if (bottom - top < boxHeight(before.box) * 1.9) return false
  return all.some((one) => isDash(one) && middleY(one.box) > top && middleY(one.box) < bottom)
}

/** Rows of the block: drops specks far from the column's middle and whatever is separated by a wide gap above. */
function closeTogether(rows: Row[]): Row[] {
  if (rows.length < 2) return rows
  const heights = rows.map((row) => boxHeight(row.box)).sort((a, b) => a - b)
  const unit = heights[Math.floor(heights.length / 2)]!
  const anchor = rows.reduce((a, b) => (b.text.length > a.text.length ? b : a))
  const near = rows.filter((row) => Math.abs(middleX(row.box) - middleX(anchor.box)) < unit * 7)
  const at = near.indexOf(anchor)
  let [from, to] = [at, at]
  while (from > 0 && middleY(near[from]!.box) - middleY(near[from - 1]!.box) < unit * 2.6) from--
  while (to < near.length - 1 && middleY(near[to + 1]!.box) - middleY(near[to]!.box) < unit * 2.6) to++
  return near.slice(from, to + 1)
}

const PLACE_KINDS = new Set(['tỉnh', 'huyện', 'xã', 'phường', 'quận', 'phố', 'trấn', 'thị', 'khu', 'ấp', 'thôn'])
const UNIT_KINDS = /^(?:sở|bộ|cục|chi cục|tổng cục|vụ|phòng|trung tâm|ban|văn phòng|viện|trường|công ty|chi nhánh)$/u

/** `CHI CỤC TRỒNG TRỌT TỈNH LAM HÀ` → `Chi cục Trồng trọt tỉnh Lam Hà` by the rules of NĐ 30 PL II.IV, as far as words tell. */
export function decapitalize(name: string): string {
  const words = name.toLowerCase().split(' ')
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  let proper = false
  // the fields of a ministry or department are each named: Sở Văn hóa, Thể thao và Du lịch
  const namesFields = /^(?:sở|bộ|ban|phòng)$/u.test(words[0] ?? '')
  return words
    .map((word, i) => {
      if (/^(?:ubnd|hđnd|mttq|tu|btv|bch|atvstp|atttp)$/u.test(word)) return word.toUpperCase()
      const before = words[i - 1] ?? ''
      const two = `${words[i - 2] ?? ''} ${before}`
      if (proper) return capital(word)
      if (PLACE_KINDS.has(word) && i > 0) {
        proper = word !== 'thị' && word !== 'phố'
        if (word === 'thị') return word
        if (word === 'phố') proper = true
        return word
      }
      if (i === 0 || UNIT_KINDS.test(before) || UNIT_KINDS.test(two)) {
        // chi cục, trung tâm, văn phòng: the second syllable of the kind stays small
        return i === 1 && UNIT_KINDS.test(`${before} ${word}`) ? word : capital(word)
      }
      return namesFields && i > 1 && (before.endsWith(',') || before === 'và' || before === '-') ? capital(word) : word
    })
    .join(' ')
}

const WORDS = /[\p{L}\p{M}\p{N}]+/gu

/** Words of the document, folded, for looking up how it spells a name in running text. */
export interface SpellingIndex {
  words: string[]
  keys: string[]
}

export function spellingIndex(text: string): SpellingIndex {
  const words = text.normalize('NFC').match(WORDS) ?? []
  return { words, keys: words.map(fold) }
}

const isCapital = (word: string) => word.charAt(0) !== word.charAt(0).toLowerCase()
const isSmallName = (word: string) => word.length > 1 && word !== word.toUpperCase()

function mostFrequent(forms: string[]): string {
  const counts = new Map<string, number>()
  // an everyday syllable has half a vote more, an impossible one counts half
  for (const form of forms) {
    const start = isCommonSyllable(form) ? 0.5 : 0
    counts.set(form, (counts.get(form) ?? start) + (isSyllable(form) ? 1 : 0.5))
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0]
}

/**
 * Spells a name in capitals the way the document spells it in running text (`Chi cục An toàn vệ sinh thực phẩm`): the
 * best source for its capitals and for marks that OCR lost. Syllable by syllable the forms are put to the vote.
 * @param printed the name's readings in the head, same syllables each.
 * @returns null when the text never names it.
 */
export function nameInText(printed: string[], index: SpellingIndex): string | null {
  const name = printed[0]!
  const wanted = comparable(name).split(' ')
  if (wanted.length < 2 || wanted.join('').length < 6) return null
  const hits: string[][] = []
  for (let i = 0; i + wanted.length <= index.keys.length; i++) {
    if (!wanted.every((w, j) => index.keys[i + j] === w)) continue
    const found = index.words.slice(i, i + wanted.length)
    if (found.some(isSmallName) && isCapital(found[0]!)) hits.push(found)
  }
  if (hits.length === 0) return null
  const heads = printed.map((text) => text.match(WORDS) ?? []).filter((words) => words.length === wanted.length)
  return wanted
    .map((_, j) => {
      const form = mostFrequent([...heads, ...hits].map((words) => words[j]!.toLowerCase()))
      const shapes = hits.map((words) => words[j]!)
      if (shapes.filter((w) => w.length > 1 && w === w.toUpperCase()).length * 2 > shapes.length)
        return form.toUpperCase()
      return shapes.filter(isCapital).length * 2 > shapes.length ? form.charAt(0).toUpperCase() + form.slice(1) : form
    })
    .join(' ')
}

/** `decapitalize`, with the capitals of proper names learnt from pairs of words in the text (`Lam Hà`). */
export function spellName(name: string, index: SpellingIndex): string {
  const words = decapitalize(name).split(' ')
  const keys = words.map(fold)
  const pairs = new Map<string, [number, number]>()
  for (let i = 0; i + 1 < index.keys.length; i++) {
    const [a, b] = [index.words[i]!, index.words[i + 1]!]
    if (!isSmallName(a) || !isSmallName(b)) continue
    const key = `${index.keys[i]} ${index.keys[i + 1]}`
    const seen = pairs.get(key) ?? [0, 0]
    seen[isCapital(a) && isCapital(b) ? 0 : 1]++
    pairs.set(key, seen)
  }
  for (let i = 0; i + 1 < words.length; i++) {
    const seen = pairs.get(`${keys[i]} ${keys[i + 1]}`)
    if (!seen || seen[0] <= seen[1]) continue
    for (const j of [i, i + 1]) words[j] = words[j]!.charAt(0).toUpperCase() + words[j]!.slice(1)
  }
  return words.join(' ')
}
