/** Signature block and recipients: forms of authority, titles, the list and its last line. */
import { comparable } from '#engines/vn-text/index.ts'
import { type Context, quote } from '../context.ts'
import { NAME_TITLE } from '../recognise.ts'
import { firstOf } from '../structure.ts'

export function checkSignature(context: Context): void {
  checkAuthority(context)
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
    const match = /^((?:TM|T[./]M|KT|K[./]T|TL|T[./]L|TUQ|T[./]U[./]?Q|T\/U|Q)(?:\s*\.)?)(\s*)/iu.exec(piece.text)
    if (!match) continue
    const [, written = '', gap] = match
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

function checkName(context: Context): void {
  const name = firstOf(context.structure, 'signer-name')
  if (!name) return
  const at = name.pieces.at(-1)!
  const title = NAME_TITLE.exec(at.text)?.[0]
  if (title)
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
  else checkArchive(context, lines[archive]!, add)
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

function checkArchive(
  context: Context,
  line: { text: string },
  add: (aspect: 'text', line: never, expected: string) => void,
): void {
  const isState = /^[-–+\s]*lưu\s*:\s*vt(?!\p{L})/iu.test(line.text)
  if (!context.isParty && !isState) add('text', line as never, '- Lưu: VT, đơn vị soạn thảo.')
  if (context.isParty && (/lưu\s*:/iu.test(line.text) || /(?<!\p{L})VT(?!\p{L})/u.test(line.text)))
    add('text', line as never, '- Lưu Văn phòng …. (không có dấu hai chấm, không ghi VT)')
}
