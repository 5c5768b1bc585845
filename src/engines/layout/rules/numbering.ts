/** Numbers of parts, sections, articles, clauses, points and appendices: their form and that they run on. */
import type { LayoutAspect, LayoutComponent } from '#regimes/layout/index.ts'
import { type Context, quote } from '../context.ts'
import type { Piece } from '../pieces.ts'
import { allOf, type Component, textOf } from '../structure.ts'

const ALPHABET = [
  'a',
  'b',
  'c',
  'd',
  'đ',
  'e',
  'g',
  'h',
  'i',
  'k',
  'l',
  'm',
  'n',
  'o',
  'p',
  'q',
  'r',
  's',
  't',
  'u',
  'v',
  'x',
  'y',
]

function fromRoman(text: string): number | null {
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }
  let sum = 0
  const letters = [...text.toUpperCase()]
  for (const [i, letter] of letters.entries()) {
    const value = values[letter]
    if (value === undefined) return null
    sum += (values[letters[i + 1] ?? ''] ?? 0) > value ? -value : value
  }
  return sum
}

/** Where the count stands. */
interface Count {
  article: number
  clause: number
  point: number
  section: number
  headings: Map<string, number>
}

type Tell = (component: LayoutComponent, aspect: LayoutAspect, at: Piece, expected: string) => void

export function checkNumbering(context: Context): void {
  const { components, tailStart, tailEnd } = context.structure
  checkSequence(
    context,
    components.filter((c) => c.pieces[0]!.at < tailStart),
  )
  // an attached regulation counts from one again
  let part: Component[] = []
  for (const component of components) {
    if (component.pieces[0]!.at <= tailEnd) continue
    if (component.component === 'type-name') {
      checkSequence(context, part)
      part = []
    }
    part.push(component)
  }
  checkSequence(context, part)
  if (!context.isParty) checkAppendices(context)
}

function checkSequence(context: Context, components: readonly Component[]): void {
  const count: Count = { article: 0, clause: 0, point: -1, section: 0, headings: new Map() }
  const tell: Tell = (component, aspect, at, expected) =>
    context.add({ component, aspect, at, expected, found: quote(at.text), source: context.sourceOf(component) })
  components.forEach((component, i) => {
    const piece = component.pieces[0]!
    if (component.form === 'heading') {
      checkHeading(context, component, count.headings)
      if (!context.isParty && textOf(component).length < 26 && components[i + 1]?.form !== 'heading-title')
        tell('heading', 'missing', piece, 'tiêu đề của phần, chương, mục')
      Object.assign(count, { clause: 0, point: -1, section: 0 })
    } else if (component.form === 'heading-roman') checkSection(context, piece, count, tell)
    else if (component.component === 'article') checkArticle(piece, count, tell)
    else if (component.component === 'clause') checkClause(context, piece, count, tell)
    else if (component.component === 'point') checkPoint(context, piece, count, tell)
  })
}

/** `I. MỤC ĐÍCH`: Roman numbers that run on; after a heading they begin anew. */
function checkSection(context: Context, piece: Piece, count: Count, tell: Tell): void {
  const value = fromRoman(/^[IVXLC]+/u.exec(piece.text)![0])
  if (value === null) return
  if (!context.isParty && value !== count.section + 1 && value !== 1)
    tell('heading', 'order', piece, `số La Mã thứ ${count.section + 1}`)
  Object.assign(count, { section: value, clause: 0, point: -1 })
}

function checkArticle(piece: Piece, count: Count, tell: Tell): void {
  const match = /^(điều)\s+(\d+)\s*([.:]?)/iu.exec(piece.text)!
  const at = Number(match[2])
  if (match[1] !== 'Điều') tell('article', 'case', piece, 'Điều')
  if (match[3] !== '.') tell('article', 'punctuation', piece, `Điều ${at}.`)
  if (at !== count.article + 1) tell('article', 'order', piece, `Điều ${count.article + 1}`)
  Object.assign(count, { article: at, clause: 0, point: -1 })
}

function checkClause(context: Context, piece: Piece, count: Count, tell: Tell): void {
  const match = /^(\d+)\s*([.)/-])/.exec(piece.text)!
  const at = Number(match[1])
  // how a Party document numbers its paragraphs has not been read
  if (match[2] !== '.' && !context.isParty) tell('clause', 'pattern', piece, `${at}.`)
  // outside articles a list may begin anew anywhere
  const isAnew = count.article === 0 && at === 1
  if (at !== count.clause + 1 && !isAnew && (count.article > 0 || count.clause > 0))
    tell('clause', 'order', piece, `${count.clause + 1}.`)
  Object.assign(count, { clause: at, point: -1 })
}

function checkPoint(context: Context, piece: Piece, count: Count, tell: Tell): void {
  const match = /^([a-zđA-ZĐ])\s*([).,/-])/u.exec(piece.text)!
  const letter = match[1]!.toLocaleLowerCase('vi')
  const at = ALPHABET.indexOf(letter)
  if (!context.isParty) {
    if (letter !== match[1]) tell('point', 'case', piece, `${letter})`)
    else if (match[2] !== ')') tell('point', 'pattern', piece, `${letter})`)
  }
  if (at !== count.point + 1 && (at !== 0 || !context.isParty)) {
    tell('point', 'order', piece, `${ALPHABET[count.point + 1] ?? 'a'}) theo bảng chữ cái tiếng Việt`)
  }
  count.point = at < 0 ? count.point + 1 : at
}

/** Two appendices or more have Roman numbers, and each counts its own pages (NĐ 30/2020 PL I.III.1). */
function checkAppendices(context: Context): void {
  const titles = allOf(context.structure, 'appendix').filter((component) => component.form === 'appendix')
  const source = context.sourceOf('appendix')
  titles.forEach((component, i) => {
    const at = component.pieces[0]!
    const number = /^ph[ụu]\s+l[ụu]c\s*(\S*)/iu.exec(at.text)?.[1]?.replace(/[.:]$/, '') ?? ''
    const add = (aspect: LayoutAspect, expected: string) =>
      context.add({ component: 'appendix', aspect, at, expected, found: quote(at.text), source })
    if (/^\d+$/.test(number) || (titles.length > 1 && number === '')) add('pattern', 'đánh số thứ tự bằng chữ số La Mã')
    else if (titles.length > 1 && fromRoman(number) !== null && fromRoman(number) !== i + 1)
      add('order', `Phụ lục thứ ${i + 1}`)
    const { sections } = context.structure.document
    const section = sections[at.paragraph.section]
    const hasNumbers =
      context.canMend && section !== undefined && section.otherPages.length + section.firstPage.length > 0
    if (hasNumbers && section.startsAt !== 1)
      context.add({
        component: 'page-number',
        aspect: 'order',
        at,
        expected: 'số trang của phụ lục được đánh riêng, từ 1',
        found: 'đánh tiếp theo văn bản',
        source,
      })
  })
}

function checkHeading(context: Context, component: Component, seen: Map<string, number>): void {
  const text = textOf(component)
  const match = /^(phần|chương|mục|tiểu mục)\s+(thứ\s+\p{L}+|[ivxlcdm]+|\d+)(?![\p{L}\d])/iu.exec(text)
  if (!match) return
  const at = component.pieces[0]!
  const kind = match[1]!.toLocaleLowerCase('vi')
  const source = context.sourceOf('heading')
  const add = (aspect: 'pattern' | 'order' | 'case', expected: string) =>
    context.add({ component: 'heading', aspect, at, expected, found: quote(text), source })
  const isArabic = /^\d+$/.test(match[2]!)
  const wantsRoman = kind === 'phần' || kind === 'chương'
  if (/^thứ/iu.test(match[2]!)) return
  if (wantsRoman === isArabic) {
    if (!context.isParty) add('pattern', wantsRoman ? 'số La Mã' : 'chữ số Ả Rập')
    return
  }
  const value = isArabic ? Number(match[2]) : fromRoman(match[2]!)
  if (value === null) return
  const before = seen.get(kind)
  if (before !== undefined && value !== before + 1 && value !== 1)
    add('order', `${match[1]} ${isArabic ? before + 1 : 'tiếp theo'}`)
  seen.set(kind, value)
  if (kind === 'chương') seen.delete('mục')
  if (kind === 'chương' || kind === 'mục') seen.delete('tiểu mục')
  const word = match[1]!
  const isWritten = word === word[0]!.toLocaleUpperCase('vi') + word.slice(1).toLocaleLowerCase('vi')
  if (!isWritten && !context.isParty)
    add('case', `${word[0]!.toLocaleUpperCase('vi')}${word.slice(1).toLocaleLowerCase('vi')} ${match[2]}`)
}
