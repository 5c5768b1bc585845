/** The letterhead, and the name of the type with its subject (NĐ 30/2020 PL I.II.1–5; ô số 1–5 of the Party's guidance). */
import { isOrganization } from '#engines/layout/recognise.ts'
import { AppError } from '#platform/errors/index.ts'
import type { Halves, Item, Para } from '../sheet.ts'
import { type Facts, has, numberLine, POINTS_PER_MM, placeDate, subjectText, textWidth } from './facts.ts'
import { inLines, partRule, widthOf } from './metrics.ts'

/** Room left and right of the widest line of a column, in points. */
const AIR = 6
const LEAST_LEFT = 140
/** Between the columns: names that came closer would read as one line. */
const GUTTER = 30

export function planHead(facts: Facts): Halves {
  const { form, content } = facts
  const titles = titlesOf(facts)
  const number = form.para('number', 'number', numberLine(facts))
  const date = form.para('place-date', 'place-date', placeDate(facts))
  const widest = (of: Para) => Math.max(...of.spans.map((span) => widthOf(span, of.sizePt)))
  const whole = textWidth(form)
  const numberWidth = has(facts, 'number') ? widest(number) : 0
  const titleWidth = Math.max(...titles.map(widest))
  const wanted = Math.max(titleWidth, has(facts, 'place-date') ? widest(date) : 0) + AIR
  const right = Math.max(titleWidth + AIR, Math.min(wanted, whole - Math.max(numberWidth + GUTTER, LEAST_LEFT)))
  const left = whole - right
  const under: Para[] = []
  if (has(facts, 'number')) under.push(number)
  if (facts.isLetter) under.push(form.para('subject-letter', 'subject-letter', subjectText(facts), { beforePt: 6 }))
  under.push(...urgency(facts))
  const beside = has(facts, 'place-date') ? [date] : []
  if (content.circulation !== null) beside.push(circulation(facts, content.circulation))
  return {
    kind: 'halves',
    leftMm: left / POINTS_PER_MM,
    gapMm: GUTTER / POINTS_PER_MM,
    rows: [
      { left: bodies(facts, left), right: titles },
      { left: under, right: beside },
    ],
  }
}

function titlesOf({ form }: Facts): Para[] {
  const ids = form.isParty ? (['party-title'] as const) : (['national-title', 'motto'] as const)
  return ids.map((id) => {
    const para = form.para(id, id, form.wording(id))
    if (form.row(id)?.ruleLine === 'whole') para.rulePt = widthOf(para.spans[0]!, para.sizePt)
    if (id !== 'national-title') para.afterPt = 8
    return para
  })
}

function bodies(facts: Facts, widthPt: number): Para[] {
  const { form, content } = facts
  const named = (id: 'parent-organization' | 'issuing-organization', name: string): Para => {
    const para = form.para(id, id, name)
    const broken = inLines(
      para.spans[0]!,
      para.sizePt,
      widthPt - GUTTER,
      (line) => !isOrganization(line) && !/^[-–]/u.test(line),
    )
    para.spans = [broken.span]
    if (form.row(id)?.ruleLine === 'part') {
      para.rulePt = partRule(broken)
      para.afterPt = 8
    }
    return para
  }
  const mark = form.wordings('organization-mark')[0]
  return [
    ...(content.superior === null ? [] : [named('parent-organization', content.superior)]),
    named('issuing-organization', jointName(facts)),
    ...(mark === undefined
      ? []
      : [form.para('organization-mark', '', mark, { align: 'center', sizePt: form.size('issuing-organization') })]),
  ]
}

/** The presiding body first; what joins it to the next stands at the end of its line. */
const jointName = ({ form, content }: Facts): string =>
  [content.issuer, ...content.coIssuers].join(content.coIssuers.length > 0 ? `${form.wording('joint-mark')}\n` : '')

function urgency({ form, content }: Facts): Para[] {
  const row = form.rules.urgencies.find((one) => one.code === content.urgency)
  if (!row?.stamp) return []
  const para = form.para('urgency-mark', 'urgency-mark', row.stamp, { align: 'center', beforePt: 8, afterPt: 4 })
  para.frame = boxAround(para, row.boxMm?.width ?? 0, row.boxMm?.height ?? 8)
  return [para]
}

function circulation({ form }: Facts, id: string): Para {
  const row = form.rules.circulationMarks.find((one) => one.id === id)
  // marks of secret documents only: those are never made here (decision 0001, point 16)
  if (!row || row.isSecretOnly) throw new AppError('COMPOSE_MARK_UNKNOWN', { facts: { mark: id } })
  const rowId = form.row('circulation-mark') ? 'circulation-mark' : 'urgency-mark'
  const para = form.para('circulation-mark', rowId, row.vi, { align: 'center', beforePt: 8, afterPt: 4 })
  delete para.color
  para.frame = boxAround(para, 0, 8)
  return para
}

/** The box of the law's size, wider where the words need it. */
const boxAround = (para: Para, widthMm: number, heightMm: number) => ({
  widthMm: Math.max(widthMm, (widthOf(para.spans[0]!, para.sizePt) + 10) / POINTS_PER_MM),
  heightMm,
})

/** Type and subject in the middle of the page; none for a letter. */
export function planTitle(facts: Facts): Item[] {
  const { form, type, isLetter, content } = facts
  if (isLetter) return []
  const name = form.para('type-name', 'type-name', type.vi, { beforePt: 16, keepNext: true })
  if (content.subject === null) {
    name.afterPt = 10
    return [name]
  }
  return [name, ...subjectParas(facts, subjectText(facts), 'subject')]
}

/** A subject in balanced lines with the line under it that the regime draws or types. */
export function subjectParas({ form }: Facts, text: string, id: 'subject'): Para[] {
  const para = form.para(id, id, text, { keepNext: true })
  const broken = inLines(para.spans[0]!, para.sizePt, textWidth(form) * 0.82)
  para.spans = [broken.span]
  const rule = form.row(id)?.ruleLine
  if (rule === 'part') {
    para.rulePt = partRule(broken)
    para.afterPt = 12
  }
  if (rule !== 'hyphens') return [para]
  const hyphens = form.para('subject-rule', '', form.wording('subject-rule'), {
    align: 'center',
    sizePt: form.bodySize,
    afterPt: 10,
    keepNext: true,
  })
  return [para, hyphens]
}
