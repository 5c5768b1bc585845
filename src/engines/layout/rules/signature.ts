/** Signature block and recipients: forms of authority, titles, the list and its last line. */
import { comparable } from '#engines/vn-text/index.ts'
import { type Context, quote } from '../context.ts'
import { authorityMark, isOrganization, isPersonName, isUpper, NAME_TITLE } from '../recognise.ts'
import { firstOf, textOf } from '../structure.ts'

export function checkSignature(context: Context): void {
  checkAuthority(context)
  checkDeputy(context)
  checkJoint(context)
  checkName(context)
  checkLabel(context)
  checkRecipients(context)
}

/** What each regime writes for one authority: TM. and T/M … */
const FORMS: readonly (readonly [state: string, party: string])[] = [
  ['TM.', 'T/M'],
  ['KT.', 'K/T'],
  ['TL.', 'T/L'],
  ['TUQ.', 'T/U'],
  ['Q.', 'Q.'],
]

function checkAuthority(context: Context): void {
  const found = firstOf(context.structure, 'signature-authority')
  const wording = context.wording('authority')
  if (!found || !wording) return
  for (const piece of found.pieces) {
    const mark = authorityMark(piece.text)
    if (!mark) {
      if (piece === found.pieces[0])
        context.add({
          component: 'signature-authority',
          aspect: 'pattern',
          at: piece,
          expected: `${wording.texts[0]} ${piece.text}`,
          found: quote(piece.text),
          source: wording.source,
        })
      continue
    }
    const { written, gap } = mark
    const bare = written.replace(/\s/g, '')
    const right = FORMS.find((pair) =>
      pair.some((form) => comparable(form).replaceAll(' ', '') === comparable(bare).replaceAll(' ', '')),
    )
    const expected = right?.[context.isParty ? 1 : 0] ?? wording.texts[0]!
    const add = (aspect: 'text' | 'punctuation' | 'case', should: string) =>
      context.add({
        component: 'signature-authority',
        aspect,
        at: piece,
        expected: should,
        found: quote(piece.text),
        source: wording.source,
      })
    if (!wording.texts.includes(expected)) {
      add('text', wording.texts.join(', '))
      return
    }
    if (bare === expected) {
      if (gap === '' && written.endsWith('.')) {
        add('punctuation', `${expected} có dấu cách sau`)
        return
      }
      continue
    }
    if (bare.toUpperCase() === expected) {
      add('case', expected)
      return
    }
    add('text', expected)
    return
  }
}

/** A deputy signs for the head, a chief of office by order of the body whose office it is: the block says so. */
function checkDeputy(context: Context): void {
  const { structure } = context
  const position = firstOf(structure, 'signer-position')?.pieces[0]
  if (!position || firstOf(structure, 'signature-authority') || structure.typeCode === 'bien-ban') return
  const organ = firstOf(structure, 'issuing-organization')
  const isDeputy = /^phó\s/iu.test(position.text)
  const isOffice = /^chánh văn phòng$/iu.test(position.text) && organ !== null && !/văn phòng/iu.test(textOf(organ))
  if (!isDeputy && !isOffice) return
  const mark = context.isParty ? (isDeputy ? 'K/T' : 'T/L') : isDeputy ? 'KT.' : 'TL.'
  context.add({
    component: 'signature-authority',
    aspect: 'missing',
    at: position,
    expected: `${mark} và chức vụ của người đứng đầu ở dòng trên`,
    found: quote(position.text),
    source: context.sourceOf('signature-authority'),
  })
}

/** Of a joint document every issuing body signs: as many names as bodies. */
function checkJoint(context: Context): void {
  const { structure } = context
  const issuing = firstOf(structure, 'issuing-organization')?.pieces ?? []
  const bodies =
    1 + issuing.filter((piece, i) => /[-–]$/u.test(piece.text) && isOrganization(issuing[i + 1]?.text ?? '')).length
  const signed = firstOf(structure, 'signer-name')?.pieces.at(-1)
  if (bodies === 1 || !signed) return
  // blocks under the first stand after what was found of it: four lines each at most
  const end = structure.tailEnd + 4 * bodies
  const names = structure.pieces.filter(
    (piece) => piece.at >= structure.tailStart && piece.at <= end && !isUpper(piece.text) && isPersonName(piece.text),
  )
  if (names.length >= bodies) return
  context.add({
    component: 'signer-name',
    aspect: 'missing',
    at: signed,
    expected: `chữ ký của từng cơ quan cùng ban hành (${bodies})`,
    found: `${names.length}`,
    source: context.sourceOf('signer-name'),
  })
}

function checkName(context: Context): void {
  const name = firstOf(context.structure, 'signer-name')
  if (!name) return
  const at = name.pieces.at(-1)!
  const title = NAME_TITLE.exec(at.text)?.[0]
  if (title || /^\p{Lu}\.\s/u.test(at.text))
    context.add({
      component: 'signer-name',
      aspect: 'text',
      at,
      expected: 'họ và tên, không ghi học hàm, học vị, danh hiệu',
      found: quote(at.text),
      source: context.sourceOf('signer-name'),
    })
}

function checkLabel(context: Context): void {
  const found = firstOf(context.structure, 'recipients-label')
  const wording = context.wording('recipients-label')
  if (!found || !wording) return
  const at = found.pieces[0]!
  const right = wording.texts[0]!
  if (at.text === right) return
  const letters = (text: string) => text.replace(/[^\p{L}]/gu, '')
  const aspect =
    letters(at.text) === letters(right)
      ? 'punctuation'
      : letters(at.text).toLocaleLowerCase('vi') === letters(right).toLocaleLowerCase('vi')
        ? 'case'
        : 'text'
  if (aspect === 'case' && context.has('recipients-label', 'case')) return
  context.add({
    component: 'recipients-label',
    aspect,
    at,
    expected: right,
    found: quote(at.text),
    source: wording.source,
  })
}

function checkRecipients(context: Context): void {
  const found = firstOf(context.structure, 'recipients')
  if (!found) return
  const source = context.sourceOf('recipients')
  // a line that runs on from the one above is no line of its own
  const lines: { text: string; at: (typeof found.pieces)[number] }[] = []
  for (const piece of found.pieces) {
    const isNew =
      /^[-–+*•]/u.test(piece.text) ||
      /^l[ưu]u/iu.test(piece.text) ||
      lines.length === 0 ||
      (context.isParty ? /[;,.]$/ : /[;.]$/).test(lines.at(-1)!.text)
    if (isNew) lines.push({ text: piece.text, at: piece })
    else lines.at(-1)!.text += ` ${piece.text}`
  }
  const add = (
    aspect: 'punctuation' | 'pattern' | 'missing' | 'text' | 'order',
    line: (typeof lines)[number],
    expected: string,
  ) =>
    context.add({
      component: 'recipients',
      aspect,
      at: line.at,
      expected,
      found: quote(line.text),
      source,
    })
  const isArchive = (text: string) => /^[-–+\s]*l[ưu]u(?!\p{L})/iu.test(text)
  const archive = lines.findIndex((line) => isArchive(line.text))
  const last = lines.at(-1)!
  const dash = lines.find((line) => !/^-\s?\S/u.test(line.text))
  if (dash) add('pattern', dash, 'gạch đầu dòng (-) trước mỗi nơi nhận')
  if (archive < 0) add('missing', last, context.isParty ? '- Lưu Văn phòng ….' : '- Lưu: VT, ….')
  else if (archive !== lines.length - 1) add('order', lines[archive]!, 'dòng “Lưu” ở cuối')
  else {
    const right = archiveFault(context, lines[archive]!.text)
    if (right !== null) add('text', lines[archive]!, right)
  }
  const isReply = context.structure.isLetter && firstOf(context.structure, 'addressee') !== null
  if (isReply && lines.length > 1 && !/như trên/iu.test(lines[0]!.text))
    add('text', lines[0]!, context.isParty ? '- Như trên,' : '- Như trên;')
  // a list whose last line is missing or out of place ends wrongly by that alone
  if (archive !== lines.length - 1) return
  const separators = context.isParty ? /,$/ : /;$/
  for (const line of lines) {
    const isLast = line === last
    if (isLast ? line.text.endsWith('.') : separators.test(line.text)) continue
    add(
      'punctuation',
      line,
      isLast ? 'dấu chấm ở cuối dòng cuối' : context.isParty ? 'dấu phẩy ở cuối dòng' : 'dấu chấm phẩy ở cuối dòng',
    )
    return
  }
}

/** The line of the archive copy: its fixed words; a Party list names an office there, without a colon and without VT. */
function archiveFault(context: Context, text: string): string | null {
  const wording = context.wording('recipients-archive')
  const bare = text.replace(/^[-–+\s]+/u, '')
  if (!wording) return null
  const isRight = wording.texts.some((right) => {
    const spaced = right.replace(/\s*:\s*/g, '\\s*:\\s*')
    return new RegExp(`^${spaced}(?![\\p{L}:])`, 'u').test(bare)
  })
  const hasRegistry = context.isParty && /(?<!\p{L})VT(?!\p{L})/u.test(bare)
  if (isRight && !hasRegistry) return null
  return context.isParty
    ? '- Lưu Văn phòng …. (không có dấu hai chấm, không ghi VT)'
    : `- ${wording.texts[0]}, đơn vị soạn thảo.`
}
