/** Signatures beside the list of recipients (NĐ 30/2020 PL I.II.7–9, 12; ô số 7–9 of the Party's guidance). */
import type { Signer } from '../content.ts'
import type { Halves, Para } from '../sheet.ts'
import { authorityLine, bare, type Facts, has, POINTS_PER_MM, textWidth } from './facts.ts'
import { inLines } from './metrics.ts'

/** Room for a signature and a seal over it, in points (about 25 mm). */
const ROOM = 72
const GAP = 14

export function planTail(facts: Facts): Halves {
  const { content, form } = facts
  const whole = textWidth(form)
  const half = whole * 0.52
  const list = recipients(facts)
  const blocks = content.signers.map((signer) => signature(facts, signer, half - 8))
  const first = (paras: Para[]) => {
    if (paras[0]) paras[0] = { ...paras[0], beforePt: GAP }
    return paras
  }
  if (blocks.length === 1) {
    const rows = [{ left: first(list), right: first(blocks[0]!) }]
    return { kind: 'halves', leftMm: (whole - half) / POINTS_PER_MM, gapMm: 2, rows }
  }
  // several sign side by side; who stands alone in the last row stands on the right
  const rows: Halves['rows'] = []
  for (let i = 0; i < blocks.length; i += 2) {
    const pair = [blocks[i]!, blocks[i + 1]] as const
    // of a joint document the presiding body's block has its side by rule
    const isTurned =
      i === 0 && pair[1] && content.coIssuers.length > 0 && form.row('signature-presiding')?.side === 'right'
    const [a, b] = isTurned ? [pair[1]!, pair[0]] : pair
    rows.push(b ? { left: first(a), right: first(b) } : { left: [], right: first(a) })
  }
  if (list.length > 0) rows.push({ left: first(list), right: [] })
  return { kind: 'halves', leftMm: whole / 2 / POINTS_PER_MM, gapMm: 2, rows }
}

function signature(facts: Facts, signer: Signer, widthPt: number): Para[] {
  const { form } = facts
  const set = (part: 'signature-authority' | 'signer-position' | 'signer-name', text: string): Para => {
    const para = form.para(part, part, text, { align: 'center', keepNext: true })
    para.spans = [inLines(para.spans[0]!, para.sizePt, widthPt).span]
    return para
  }
  const name = set('signer-name', signer.name ?? '')
  delete name.keepNext
  const room: Para = {
    ...form.para('signature-room', '', '', { align: 'center', sizePt: form.bodySize, keepNext: true }),
    roomPt: ROOM,
  }
  return [
    ...signer.authority.map(({ form: kind, of }) => set('signature-authority', authorityLine(facts, kind, of))),
    ...(signer.position === null ? [] : [set('signer-position', signer.position)]),
    room,
    ...(signer.name === null ? [] : [name]),
  ]
}

function recipients(facts: Facts): Para[] {
  const { form, content, isLetter, type } = facts
  const list = content.recipients
  const drafter = content.drafter
    ? [
        form.para('drafter', '', `${content.drafter.sign.toLocaleUpperCase('vi')}.(${content.drafter.copies})`, {
          sizePt: form.size('recipients'),
          beforePt: 4,
        }),
      ]
    : []
  if (list === null || (list.lines.length === 0 && !has(facts, 'recipients'))) return drafter
  const stop = form.isParty ? ',' : ';'
  const lines = list.lines.map((line) => bare(line.replace(/^[-–+]\s*/u, ''))).filter((line) => line !== '')
  const isAnswer = content.addressees.length > 0 && (isLetter || type.code === 'to-trinh')
  // who was addressed is named by that (NĐ 30/2020 PL I.II.9b)
  if (isAnswer && !/^như trên/iu.test(lines[0] ?? '')) lines.unshift('Như trên')
  const copies = list.archiveCopies === null ? '' : ` (${list.archiveCopies})`
  const keeper = list.archive === null ? '' : bare(list.archive).replace(/^lưu\s*:?\s*(?:vt\s*,?\s*)?/iu, '')
  const joint = keeper === '' ? '' : form.isParty ? ` ${keeper}` : `, ${keeper}`
  const archive = `${form.wording('recipients-archive')}${joint}${copies}`
  const label = form.para('recipients-label', 'recipients-label', form.wording('recipients-label'))
  return [
    label,
    ...lines.map((line) => form.para('recipients', 'recipients', `- ${line}${stop}`)),
    form.para('recipients', 'recipients', `- ${archive}.`),
    ...drafter,
  ]
}
