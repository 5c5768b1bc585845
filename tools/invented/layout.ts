import { mm } from '#engines/compose/paper/paper.ts'
import type { Chance } from './chance.ts'
import type { Draft } from './draft.ts'
import { aHand, type Hand, writeDigits, writeSignature } from './pen.ts'
import { drawBoxStamp, drawSeal } from './seal.ts'
import { Sheet } from './sheet.ts'

/** How one copy is made out. */
export interface Finish {
  /** Number and day written by pen into the typed form. */
  isHandwritten: boolean
  /** Seal and signature; a draft or an attachment has none. */
  isSigned: boolean
}

/** Types a draft out in the layout of its regime: NĐ 30/2020, PL I (handbook 5.1) or 05-HD/VPTW (handbook 5.3). */
export function typeOut(draft: Draft, finish: Finish, chance: Chance): Sheet {
  const hand = aHand(chance)
  const isState = draft.regime === 'state'
  const margins = isState ? { left: 30, right: 17, top: 20, bottom: 20 } : { left: 30, right: 15, top: 20, bottom: 20 }
  const title = `${draft.typeName} ${draft.number}`
  const sheet = new Sheet(title, margins, isState ? 13 : 14)
  heads(sheet, draft, finish, hand)
  if (!draft.isLetter) typeAndSubject(sheet, draft)
  else sheet.y += mm(4)
  addressees(sheet, draft)
  bodyText(sheet, draft)
  signatures(sheet, draft, finish, hand, chance)
  return sheet
}

function heads(sheet: Sheet, draft: Draft, finish: Finish, hand: Hand): void {
  const isState = draft.regime === 'state'
  const { body } = draft
  const left = { x: mm(24), width: mm(70) }
  const right = { x: mm(94), width: mm(103) }
  const top = mm(22)
  let y = top
  const size = isState ? 12.5 : 14
  const center = { ...left, align: 'center' } as const
  const { parent } = body
  if (parent) sheet.mark('parentOrganName', () => (y = sheet.block(parent, left.x, y, left.width, { ...center, size })))
  sheet.mark('organName', () => {
    y = sheet.block(body.printed, left.x, y, left.width, { ...center, size, face: 'bold' })
  })
  const middle = left.x + left.width / 2
  const longest = Math.max(...body.printed.split('\n').map((line) => sheet.paper.measure('bold', size)(line)))
  if (isState) {
    const half = Math.min(longest, left.width) / 5
    sheet.paper.rule(middle - half, y - size * 0.8, middle + half, y - size * 0.8, 0.7)
  } else sheet.put('*', left.x, y, { ...center, size })

  const rightMiddle = right.x + right.width / 2
  const title = { width: right.width, align: 'center', face: 'bold' } as const
  let length: number
  if (isState) {
    sheet.put('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', right.x, top, { ...title, size: 12.5 })
    length = sheet.put('Độc lập - Tự do - Hạnh phúc', right.x, top + 16.5, { ...title, size: 13.5 })
  } else length = sheet.put('ĐẢNG CỘNG SẢN VIỆT NAM', right.x, top, { ...title, size: 15 })
  const under = top + (isState ? 22 : 5.5)
  sheet.paper.rule(rightMiddle - length / 2, under, rightMiddle + length / 2, under, 0.8)

  y = Math.max(y + (isState ? 8 : 18), top + mm(14))
  numberLine(sheet, draft, finish, hand, { ...left, y })
  dateLine(sheet, draft, finish, hand, { ...right, y: isState ? y : y - 1 })
  y += isState ? 18 : 20
  if (draft.isLetter) {
    const subject = isState ? `V/v ${draft.subject}` : `về việc ${draft.subject}`
    const look = { ...center, size: isState ? 12.5 : 12, face: isState ? 'regular' : 'italic' } as const
    sheet.mark(
      'subject',
      () => (y = sheet.block(subject, left.x + mm(3), y, left.width - mm(6), { ...look, width: left.width - mm(6) })),
    )
  }
  y = marks(sheet, draft, middle, y, hand.chance)
  sheet.y = Math.max(y, top + mm(24))
}

function numberLine(
  sheet: Sheet,
  draft: Draft,
  finish: Finish,
  hand: Hand,
  at: { x: number; width: number; y: number },
): void {
  const isState = draft.regime === 'state'
  const size = isState ? 13 : 14
  const before = isState ? 'Số: ' : 'Số '
  const after = isState ? `/${draft.notation}` : `-${draft.notation}`
  const measure = sheet.paper.measure('regular', size)
  const gap = finish.isHandwritten ? mm(Math.max(10, 3 + 3.1 * draft.number.length)) : measure(draft.number)
  let x = at.x + (at.width - measure(before) - gap - measure(after)) / 2
  sheet.put(before.trim(), x, at.y, { size })
  x += measure(before)
  sheet.mark('codeNumber', () => {
    if (!finish.isHandwritten) {
      sheet.put(draft.number, x, at.y, { size })
      return
    }
    const start = x + mm(1)
    const written = writeDigits(sheet.paper.doc, draft.number, start, at.y + 0.5, 12.5, hand)
    sheet.note(draft.number, start, at.y, size, written, 'number')
  })
  x += gap
  sheet.mark('codeNotation', () => sheet.put(after, x, at.y, { size }))
}

function dateLine(
  sheet: Sheet,
  draft: Draft,
  finish: Finish,
  hand: Hand,
  at: { x: number; width: number; y: number },
): void {
  const [year = '', month = '', day = ''] = draft.date.split('-')
  const size = draft.regime === 'state' ? 13.5 : 14
  const look = { size, face: 'italic' } as const
  const shown = Number(month) <= 2 ? month : String(Number(month))
  sheet.mark('issuedDate', () => {
    if (!finish.isHandwritten) {
      const line = `${draft.body.place}, ngày ${day} tháng ${shown} năm ${year}`
      sheet.put(line, at.x, at.y, { ...look, align: 'center', width: at.width })
      return
    }
    const measure = sheet.paper.measure('italic', size)
    const before = `${draft.body.place}, ngày `
    const between = ' tháng '
    const after = ` năm ${year}`
    const gap = mm(8)
    let x = at.x + (at.width - measure(before + between + after) - 2 * gap) / 2
    for (const [typed, written] of [
      [before, day],
      [between, shown],
      [after, null],
    ] as const) {
      sheet.put(typed.trim(), typed.startsWith(' ') ? x + size * 0.25 : x, at.y, look)
      x += measure(typed)
      if (written === null) continue
      const width = writeDigits(sheet.paper.doc, written, x + mm(1.2), at.y + 0.5, 12, hand)
      sheet.note(written, x + mm(1.2), at.y, size, width, typed === before ? 'day' : 'month')
      x += gap
    }
  })
}

/** Urgency and secrecy stamps under the number (NĐ 30/2020, PL I, phần II, mục 10). */
function marks(sheet: Sheet, draft: Draft, middle: number, y: number, chance: Chance): number {
  const stamp = (field: string, text: string, width: number) => {
    const center = { x: middle + chance.bell(8), y: y + mm(3.5) }
    drawBoxStamp(sheet.paper, text, center, { width, height: 8 }, chance)
    sheet.mark(field, () => sheet.note(text, center.x - mm(width) / 2, center.y + 5, 14, mm(width), 'stamp'))
    y += mm(11)
  }
  if (draft.secrecy) stamp('secrecy', draft.secrecy, 20)
  const widths = { Khẩn: 20, 'Thượng khẩn': 40, 'Hỏa tốc': 30 } as const
  if (draft.urgency) stamp('urgency', draft.urgency.toLocaleUpperCase('vi'), widths[draft.urgency])
  return y
}

function typeAndSubject(sheet: Sheet, draft: Draft): void {
  const isState = draft.regime === 'state'
  const center = { align: 'center', width: sheet.right - sheet.left, face: 'bold' } as const
  sheet.y += mm(7)
  const size = isState ? 14 : 15.5
  sheet.mark('typeName', () =>
    sheet.put(draft.typeName.toLocaleUpperCase('vi'), sheet.left, sheet.y, { ...center, size }),
  )
  sheet.y += size * 1.3
  const subject = isState ? subjectOfType(draft) : draft.typeName === 'Báo cáo' ? draft.subject : `về ${draft.subject}`
  const inner = { ...center, size: isState ? 14 : 14.5, width: center.width - mm(24) }
  sheet.mark('subject', () => (sheet.y = sheet.block(subject, sheet.left + mm(12), sheet.y, inner.width, inner)))
  const middle = (sheet.left + sheet.right) / 2
  if (isState) sheet.paper.rule(middle - mm(14), sheet.y - 10, middle + mm(14), sheet.y - 10, 0.7)
  else sheet.put('-----', sheet.left, sheet.y, { ...center, size: 13, face: 'regular' })
  sheet.y += mm(6)
}

function subjectOfType(draft: Draft): string {
  const capital = draft.subject.charAt(0).toLocaleUpperCase('vi') + draft.subject.slice(1)
  return draft.typeName === 'Quyết định' || draft.typeName === 'Thông báo' || draft.typeName === 'Tờ trình'
    ? `Về việc ${draft.subject}`
    : capital
}

function addressees(sheet: Sheet, draft: Draft): void {
  if (draft.addressees.length === 0) return
  const size = draft.regime === 'state' ? 14 : 14.5
  const label = draft.typeName === 'Tờ trình' && draft.regime === 'party' ? 'Kính trình:' : 'Kính gửi:'
  const indent = sheet.left + mm(24)
  const width = sheet.put(label, indent, sheet.y, { size })
  sheet.mark('addressees', () => {
    const [first, ...rest] = draft.addressees
    if (rest.length === 0) {
      sheet.put(first!, indent + width + 6, sheet.y, { size })
      return
    }
    for (const [index, name] of draft.addressees.entries()) {
      const end = index === draft.addressees.length - 1 ? '.' : draft.regime === 'state' ? ';' : ','
      sheet.put(`- ${name}${end}`, indent + width + 6, sheet.y, { size })
      if (index < draft.addressees.length - 1) sheet.y += 18
    }
  })
  sheet.y += mm(9)
}

function bodyText(sheet: Sheet, draft: Draft): void {
  const isState = draft.regime === 'state'
  const look = { size: isState ? 14 : 14.5, leading: isState ? 18.6 : 20, first: mm(12.7), after: isState ? 5 : 6 }
  if (draft.typeName === 'Quyết định') {
    const center = { align: 'center', face: 'bold', size: look.size } as const
    sheet.y = sheet.block(issuer(draft), sheet.left, sheet.y, sheet.right - sheet.left, center) + 6
  }
  for (const [index, basis] of draft.bases.entries()) {
    const end = index === draft.bases.length - 1 ? (isState ? '.' : ',') : isState ? ';' : ','
    const text = isState ? `Căn cứ ${basis}${end}` : `- Căn cứ ${basis}${end}`
    sheet.flow(text, { ...look, face: isState ? 'italic' : 'regular' })
  }
  for (const [index, paragraph] of draft.paragraphs.entries()) {
    // A signature never stands alone on a page: the last words go over with it.
    if (index === draft.paragraphs.length - 1) sheet.room(look.leading * 4 + mm(56))
    if (paragraph.style === 'decide') {
      sheet.room(look.leading * 2)
      const center = { align: 'center', width: sheet.right - sheet.left, face: 'bold', size: look.size } as const
      sheet.put(paragraph.text, sheet.left, sheet.y + 4, center)
      sheet.y += look.leading + 8
    } else if (paragraph.style === 'heading') {
      sheet.room(look.leading * 3)
      sheet.flow(paragraph.text, { ...look, face: 'bold' })
    } else sheet.flow(paragraph.text, { ...look, lead: /^Điều \d+\./.exec(paragraph.text)?.[0] })
  }
}

/** Who decides, over the căn cứ of a quyết định. */
function issuer({ signer, body }: Draft): string {
  const [first = '', second] = signer.lines
  const name = body.printed.replace('\n', ' ')
  if (first.startsWith('TM. ')) return second?.startsWith('KT. ') || second === 'CHỦ TỊCH' ? `CHỦ TỊCH ${name}` : name
  const authority = first.replace(/^(T\/M|TL\.|T\/L|KT\.|K\/T) /, '')
  return body.regime === 'state' ? `${authority} ${name}` : authority
}

function signatures(sheet: Sheet, draft: Draft, finish: Finish, hand: Hand, chance: Chance): void {
  const isState = draft.regime === 'state'
  const { signer } = draft
  sheet.room(mm(52))
  sheet.y += mm(4)
  const top = sheet.y
  const column = { x: mm(108), width: sheet.right - mm(108) + mm(4) }
  let y = top
  for (const [index, line] of signer.lines.entries()) {
    const isPosition = index === signer.lines.length - 1
    const face = isState || !isPosition ? 'bold' : 'regular'
    y = sheet.block(line, column.x, y, column.width, { size: isState ? 13.5 : 14, face, align: 'center' })
  }
  const nameY = y + mm(27)
  sheet.mark('signer', () =>
    sheet.put(signer.name, column.x, nameY, {
      size: isState ? 13.5 : 14,
      face: 'bold',
      align: 'center',
      width: column.width,
    }),
  )
  recipients(sheet, draft, top)
  sheet.y = nameY + mm(6)
  if (!finish.isSigned) return
  const middle = column.x + column.width / 2
  const signY = y + mm(10)
  // Person first, then the seal over a third of the signature, on its left (NĐ 30/2020, Điều 33).
  writeSignature(sheet.paper.doc, middle + chance.bell(6), signY, {
    ...hand,
    color: chance.pick(['#1c2f86', '#1b3f9c', '#24243c']),
  })
  const ring = draft.regime === 'state' ? 'TỈNH LAM HÀ ★ MẪU GIẢ ĐỊNH' : 'ĐẢNG BỘ TỈNH LAM HÀ ★ MẪU GIẢ ĐỊNH'
  const center = { x: middle - mm(19) + chance.bell(4), y: signY + chance.bell(4) }
  drawSeal(sheet.paper, center, { ring: ring.replace(' ★ ', ' · '), name: draft.body.seal }, draft.regime, chance)
}

function recipients(sheet: Sheet, draft: Draft, top: number): void {
  const isState = draft.regime === 'state'
  const size = isState ? 12 : 14
  const width = sheet.put(isState ? 'Nơi nhận:' : 'Nơi nhận:', sheet.left, top, {
    size,
    face: isState ? 'boldItalic' : 'regular',
  })
  if (!isState) sheet.paper.rule(sheet.left, top + 2, sheet.left + width, top + 2, 0.7)
  let y = top + size * 1.25
  sheet.mark('recipients', () => {
    for (const line of draft.recipients) y = sheet.block(line, sheet.left, y, mm(72), { size: isState ? 11 : 12 })
  })
}
