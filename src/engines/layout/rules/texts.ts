/** Fixed words, number and notation, place and date, marks at the end. */
import { canonicalForm, comparable } from '#engines/vn-text/index.ts'
import type { LayoutAspect, LayoutComponent } from '#regimes/layout/index.ts'
import { numberFormat } from '#regimes/numbers.ts'
import { type Context, quote } from '../context.ts'
import type { Piece } from '../pieces.ts'
import { isSpelledType, isUpper } from '../recognise.ts'
import { type Component, firstOf, textOf } from '../structure.ts'

/** Letters with their marks, tone placement aside. */
const spelled = (text: string) => canonicalForm(text.normalize('NFC')).toLocaleLowerCase('vi')
const lettersOnly = (text: string) => spelled(text).replace(/[^\p{L}\p{N}]+/gu, '')

/** A fixed phrase: its letters, its case, its stops. */
function checkPhrase(context: Context, component: LayoutComponent, wordingId: string): void {
  const found = firstOf(context.structure, component)
  const wording = context.wording(wordingId)
  if (!found || !wording) return
  const [at] = found.pieces
  const { text } = at!
  if (wording.texts.some((right) => canonicalForm(right) === canonicalForm(text))) return
  const right = wording.texts[0]!
  const fault = {
    component,
    at: at!,
    expected: right,
    found: quote(text),
    source: wording.source,
  } as const
  if (wording.texts.every((words) => lettersOnly(words) !== lettersOnly(text)))
    context.add({ ...fault, aspect: 'text' })
  else if (wording.texts.some((words) => spelled(words).replace(/\s+/g, ' ') === spelled(text)))
    context.add({ ...fault, aspect: 'case' })
  else context.add({ ...fault, aspect: 'punctuation' })
}

export function checkTexts(context: Context): void {
  if (!context.isParty) {
    checkPhrase(context, 'national-title', 'national-title')
    checkPhrase(context, 'motto', 'motto')
  } else {
    checkPhrase(context, 'party-title', 'party-title')
    checkStar(context)
  }
  checkNumber(context)
  checkDate(context)
  checkTypeName(context)
  checkSubject(context)
  checkAddressee(context)
  checkBases(context)
  checkEnd(context)
}

/** The asterisk under the name of a Party body. */
function checkStar(context: Context): void {
  const organ = firstOf(context.structure, 'issuing-organization')
  const wording = context.wording('organization-mark')
  if (!organ || !wording) return
  const last = organ.pieces.at(-1)!
  const next = context.structure.pieces[last.at + 1]
  const near = context.structure.pieces
    .slice(last.at + 1, last.at + 6)
    .some((piece) => wording.texts.includes(piece.text))
  if (near) return
  context.add({
    component: 'issuing-organization',
    aspect: 'rule-line',
    at: last,
    expected: `dấu ${wording.texts[0]} ở dưới tên cơ quan ban hành`,
    found: next && /^[-_–*]+$/.test(next.text) ? quote(next.text) : 'không có',
    source: wording.source,
  })
}

/** A letter of the type's name is wrong. */
function checkTypeName(context: Context): void {
  const found = firstOf(context.structure, 'type-name')
  // that of an attached regulation is another's
  if (!found || found.pieces[0]!.at > context.structure.headEnd) return
  if (context.structure.isLetter) {
    context.add({
      component: 'type-name',
      aspect: 'text',
      at: found.pieces[0]!,
      expected: 'công văn không ghi tên loại',
      found: quote(textOf(found)),
      source: context.sourceOf('type-name'),
    })
    return
  }
  if (isSpelledType(textOf(found))) return
  const type = context.rules.documentTypes.find((row) => row.code === context.structure.typeCode)
  const expected = (type?.vi ?? context.structure.typeCode ?? '').toLocaleUpperCase('vi')
  context.add({
    component: 'type-name',
    aspect: 'text',
    at: found.pieces[0]!,
    expected,
    found: quote(textOf(found)),
    source: context.sourceOf('type-name'),
  })
}

/** Upper-case or as the abbreviations of types are written (`QyĐ`, `CTr`). */
function isNotationCase(context: Context, group: string): boolean {
  const known = context.rules.documentTypes.map((type) => type.abbreviation)
  return (
    isUpper(group) ||
    known.includes(group) ||
    /^(?:QyĐ|CTr|TTr|TrS|ThU|TTg|QTr|QHĐP|TƯ)$/u.test(group) ||
    /\p{Lu}.*\p{Lu}/u.test(group)
  )
}

type Told = readonly [aspect: LayoutAspect, expected: string, detail?: string]

function checkNumber(context: Context): void {
  const found = firstOf(context.structure, 'number')
  if (!found) return
  const { source } = numberFormat(context.rules)
  const at = found.pieces[0]!
  const told = numberFault(context, at.text.replace(/\s+/g, ' '))
  if (!told) {
    checkNotationType(context, found)
    return
  }
  const [aspect, expected, detail] = told
  context.add({
    component: 'number',
    aspect,
    at,
    expected,
    found: quote(at.text),
    source,
    ...(detail ? { detail } : {}),
  })
}

/** The first thing that is wrong with a line of number and notation; null: nothing. */
function numberFault(context: Context, text: string): Told | null {
  const format = numberFormat(context.rules)
  const example = format.regime === 'party' ? 'Số 05-QĐ/TU' : 'Số: 05/QĐ-UBND'
  const match = /^(S[ốo]|s[ốo])?(\s*:)?\s*(\d[\d\s]*[a-zA-Z]?)?\s*([-–/])?\s*(.*)$/u.exec(text)
  if (!match) return ['pattern', example]
  const [, label, colon, digitsAsWritten = '', separator, notation = ''] = match
  const digits = digitsAsWritten.trim()
  const wantsColon = format.label.includes(':')
  if (!label) return ['pattern', example, 'LABEL']
  if ((colon !== undefined) !== wantsColon)
    return ['pattern', `${wantsColon ? 'có' : 'không có'} dấu hai chấm sau “Số”: ${example}`, 'COLON']
  if (colon !== undefined && /^\s/.test(colon)) return ['pattern', example, 'SPACE']
  // the number is given later: a draft shows its place
  const isBlank = digits === '' || /[.…_]/.test(text)
  if (!isBlank && /^\d$/.test(digits)) return ['pattern', `số dưới 10 ghi thêm số 0 phía trước: 0${digits}`, 'LEADZERO']
  if (!isBlank && /^0\d{2,}$/.test(digits)) return ['pattern', `không ghi thêm số 0: ${Number(digits)}`, 'LEADZERO']
  if (separator !== undefined && separator !== format.afterNumber)
    return ['pattern', `dấu “${format.afterNumber}” sau số: ${example}`, 'SEPARATOR']
  if (/\s/.test(notation.trim()) || (!isBlank && /\d\s+[-–/]|[-–/]\s+\S/u.test(text)))
    return ['pattern', `không cách chữ: ${example}`, 'SPACE']
  const isOpen = /[.…_]/.test(notation)
  // a State letter has no letters of a type
  if (!context.isParty && context.structure.isLetter && groupsOf(notation)[0] === 'CV')
    return ['pattern', 'công văn không ghi chữ viết tắt tên loại: Số: 05/UBND-VX', 'LETTER']
  if (!isOpen && groupsOf(notation).some((group) => /\p{L}/u.test(group) && !isNotationCase(context, group)))
    return ['case', 'ký hiệu viết bằng chữ in hoa']
  return isBlank || new RegExp(format.pattern, 'u').test(text) ? null : ['pattern', example]
}

const groupsOf = (notation: string) => notation.trim().split(/[-/–]/).filter(Boolean)

/** The abbreviation is that of the document's type. */
function checkNotationType(context: Context, found: Component): void {
  const { typeCode } = context.structure
  const type = context.rules.documentTypes.find((row) => row.code === typeCode)
  if (!type) return
  const at = found.pieces[0]!
  if (/[.…_]/.test(at.text)) return
  const first = groupsOf(at.text.replace(/^s[ốo]\s*:?\s*\d*/iu, '')).find((group) => !/^\d{4}$/.test(group))
  const known = context.rules.documentTypes.map((row) => row.abbreviation)
  if (first === undefined || type.abbreviation === null || first === type.abbreviation) return
  // a congress or a body with notations of its own: not ours to judge
  if (!known.includes(first)) return
  context.add({
    component: 'number',
    aspect: 'value',
    at,
    expected: `ký hiệu của ${type.vi} là ${type.abbreviation}`,
    found: quote(textOf(found)),
    source: type.source,
  })
}

function checkDate(context: Context): void {
  const found = firstOf(context.structure, 'place-date')
  if (!found) return
  const at = found.pieces[0]!
  const told = dateFault(at.text)
  if (!told) return
  const [aspect, expected, detail] = told
  const source = context.sourceOf('place-date')
  context.add({
    component: 'place-date',
    aspect,
    at,
    expected,
    found: quote(at.text),
    source,
    ...(detail ? { detail } : {}),
  })
}

/** The first thing that is wrong with a line of place and date; null: nothing. */
function dateFault(text: string): Told | null {
  const long = /^(.*?)(,?)\s*ngày\s*([\d.…_\s]*?)\s*tháng\s*([\d.…_\s]*?)\s*năm\s*([\d.…_]*)(\.?)$/iu.exec(text)
  if (!long) return ['pattern', 'Hà Nội, ngày 05 tháng 01 năm 2026']
  const [, name, comma, day, month, year] = long as unknown as string[]
  if (name!.trim() === '') return ['pattern', 'có địa danh trước ngày, tháng, năm', 'PLACE']
  if (comma === '') return ['pattern', 'dấu phẩy sau địa danh', 'COMMA']
  if (!/^\p{Lu}/u.test(name!.trim())) return ['case', 'viết hoa chữ cái đầu của địa danh']
  const digits = (part: string) => (/^\d+$/.test(part.trim()) ? part.trim() : null)
  const [d, m, y] = [digits(day!), digits(month!), digits(year!)]
  if (d !== null && (/^\d$/.test(d) || /^0\d\d/.test(d))) return ['pattern', `ngày 0${Number(d)}`, 'ZERO']
  if (m !== null && /^[12]$/.test(m)) return ['pattern', `tháng 0${m}`, 'ZERO']
  if (m !== null && /^0[3-9]$/.test(m)) return ['pattern', `tháng ${Number(m)}`, 'ZERO']
  // a draft gets its day when it is signed
  if (d === null || m === null || y === null) return null
  if (!/^\d{4}$/.test(y)) return ['pattern', 'năm ghi đủ bốn chữ số', 'YEAR']
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)))
  const isReal =
    Number(m) >= 1 && Number(m) <= 12 && date.getUTCDate() === Number(d) && date.getUTCMonth() === Number(m) - 1
  return isReal ? null : ['value', 'ngày có trong lịch']
}

function checkSubject(context: Context): void {
  const found = firstOf(context.structure, 'subject')
  if (!found) return
  const at = found.pieces[0]!
  if (!context.structure.isLetter) {
    if (/[.;:]$/.test(textOf(found)) && !context.isParty)
      context.add({
        component: 'subject',
        aspect: 'punctuation',
        at: found.pieces.at(-1)!,
        expected: 'không có dấu ở cuối trích yếu',
        found: quote(textOf(found)),
        source: context.sourceOf('subject'),
        severity: 'warning',
      })
    return
  }
  const wording = context.wording('letter-subject')
  if (!wording) return
  const { text } = at
  if (wording.texts.some((start) => text.toLocaleLowerCase('vi').startsWith(start.toLocaleLowerCase('vi')))) {
    if (/^v\/v\s*[:.]/iu.test(text))
      context.add({
        component: 'subject',
        aspect: 'punctuation',
        at,
        expected: 'không có dấu sau “V/v”',
        found: quote(text),
        source: wording.source,
      })
    else if (!context.isParty && !text.startsWith('V/v'))
      context.add({
        component: 'subject',
        aspect: 'case',
        at,
        expected: wording.texts[0]!,
        found: quote(text),
        source: wording.source,
      })
    return
  }
  context.add({
    component: 'subject',
    aspect: 'text',
    at,
    expected: `bắt đầu bằng “${wording.texts[0]}”`,
    found: quote(text),
    source: wording.source,
  })
}

function checkAddressee(context: Context): void {
  const found = firstOf(context.structure, 'addressee')
  const wording = context.wording('addressee')
  if (!found || !wording) return
  const [first, ...rest] = found.pieces
  const list = wholeLines(rest)
  const source = wording.source
  const add = (aspect: LayoutAspect, at: Piece, expected: string) =>
    context.add({ component: 'addressee', aspect, at, expected, found: quote(at.text), source })
  const told = addresseeFault(first!.text, wording.texts)
  if (told) add(told[0], first!, told[1])
  list.forEach((piece, i) => {
    if (!/^[-–+]/.test(piece.text)) {
      if (list.length > 1) add('pattern', piece, 'gạch đầu dòng (-) trước mỗi nơi nhận')
      return
    }
    const isLast = i === list.length - 1
    const isSeparated = context.isParty ? /[,;]$/.test(piece.text) : piece.text.endsWith(';')
    if (isLast ? !piece.text.endsWith('.') : !isSeparated)
      add('punctuation', piece, isLast ? 'dấu chấm ở cuối dòng cuối' : 'dấu chấm phẩy ở cuối dòng')
  })
}

/** On a PDF a long name runs on over lines: they are one. */
function wholeLines(pieces: readonly Piece[]): Piece[] {
  const lines: Piece[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    const runsOn = last && piece.paragraph.spot !== undefined && !/^[-–+]/.test(piece.text) && !/[;,.]$/.test(last.text)
    if (runsOn) lines[lines.length - 1] = { ...last, text: `${last.text} ${piece.text}` }
    else lines.push(piece)
  }
  return lines
}

/** What is wrong with the words `Kính gửi:`; null: nothing. */
function addresseeFault(text: string, texts: readonly string[]): Told | null {
  const label = /^[-–\s]*(k[íi]nh\s+\p{L}+)\s*(:?)/iu.exec(text)
  if (!label) return null
  const words = label[1]!
  const known = texts.map((right) => right.replace(/:$/, ''))
  const alike = known.find((right) => comparable(right) === comparable(words))
  if (alike !== undefined && !known.includes(words)) return [spelled(alike) === spelled(words) ? 'case' : 'text', alike]
  return label[2] === '' ? ['punctuation', `dấu hai chấm sau “${words}”`] : null
}

function checkBases(context: Context): void {
  const found = firstOf(context.structure, 'basis')
  if (!found) return
  const source = context.sourceOf('basis')
  const add = (at: (typeof found.pieces)[number], expected: string) =>
    context.add({
      component: 'basis',
      aspect: 'punctuation',
      at,
      expected,
      found: quote(at.text.slice(-60)),
      source,
    })
  found.pieces.forEach((piece, i) => {
    const isLast = i === found.pieces.length - 1
    if (!isLast && !piece.text.endsWith(';')) add(piece, 'dấu chấm phẩy ở cuối dòng căn cứ')
    else if (isLast && !/[.,;]$/.test(piece.text)) add(piece, 'dấu chấm ở cuối dòng căn cứ cuối cùng')
    else if (isLast && !context.isParty && !piece.text.endsWith('.'))
      add(piece, 'dấu chấm ở cuối dòng căn cứ cuối cùng')
  })
  const merged =
    found.pieces.find((piece) => /;\s*căn cứ(?!\p{L})/iu.test(piece.text)) ??
    (context.isParty ? undefined : found.pieces.find((piece) => /^[-–+]/.test(piece.text)))
  if (merged)
    context.add({
      component: 'basis',
      aspect: 'pattern',
      at: merged,
      expected: context.isParty ? 'mỗi căn cứ một dòng' : 'mỗi căn cứ một dòng, không có gạch đầu dòng',
      found: quote(merged.text),
      source,
    })
  if (context.isParty && found.pieces.some((piece) => !/^[-–]/.test(piece.text))) {
    const at = found.pieces.find((piece) => !/^[-–]/.test(piece.text))!
    context.add({
      component: 'basis',
      aspect: 'pattern',
      at,
      expected: 'gạch đầu dòng trước “Căn cứ”',
      found: quote(at.text),
      source,
    })
  }
}

/** Types whose models end without the mark: they end with signatures of several, or have tables last. */
const NO_END = ['hop-dong', 'ban-ghi-nho', 'ban-thoa-thuan', 'thu-cong']

function checkEnd(context: Context): void {
  const wording = context.wording('end-mark')
  const { structure } = context
  if (!wording || structure.components.length === 0) return
  const running = ['body', 'clause', 'point', 'article', 'basis', 'heading']
  const last = structure.components
    .filter((c) => running.includes(c.component) && c.pieces[0]!.at < Math.max(structure.tailStart, 1))
    .at(-1)
  if (!last) return
  const at = last.pieces.at(-1)!
  // a table may stand last
  const after = structure.pieces.slice(at.at + 1, structure.tailStart)
  const text = [at, ...after].at(-1)!.text
  const isFree = structure.typeCode !== null && NO_END.includes(structure.typeCode)
  if (structure.tailStart >= structure.pieces.length) return
  const fault = (aspect: 'missing' | 'text', found: string) =>
    context.add({
      component: 'end-mark',
      aspect,
      at,
      expected: `kết thúc bằng “${wording.texts[0]}”`,
      found,
      source: wording.source,
    })
  const written = /[./]*$/u.exec(text)![0]
  const isPlain = /^\.*$/.test(written)
  const wantsPlain = wording.texts.includes('.')
  if (wantsPlain ? isPlain && written !== '' : wording.texts.some((mark) => written.endsWith(mark))) return
  if (!isPlain) fault('text', quote(text.slice(-20)))
  else if (!isFree) fault('missing', quote(text.slice(-40)))
}
