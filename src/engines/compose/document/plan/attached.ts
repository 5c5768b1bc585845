/** Appendices and attached regulations, each on pages of its own (NĐ 30/2020 PL I.III.1; PL III, mẫu 1.3, 2.1). */
import { legalLongDate, toRoman } from '#engines/vn-text/index.ts'
import { numberFormat, numberText } from '#regimes/numbers.ts'
import type { AppendixContent } from '../content.ts'
import { upper } from '../form.ts'
import type { Item, Para, Sheet } from '../sheet.ts'
import { closeText, planBlocks } from './body.ts'
import { bare, type Facts, issuersText, textWidth } from './facts.ts'
import { subjectParas } from './head.ts'
import { inLines } from './metrics.ts'

export function planAttached(facts: Facts): Sheet[] {
  const { content, form } = facts
  const count = content.appendices.filter((appendix) => appendix.kind === 'appendix').length
  let number = 0
  return content.appendices.map((appendix, i): Sheet => {
    const isRegulation = appendix.kind === 'regulation'
    const label = count > 1 && !isRegulation ? ` ${toRoman(++number)}` : ''
    const items: Item[] = [
      ...(isRegulation ? regulationHead(facts, appendix) : appendixHead(facts, appendix, label)),
      ...planBlocks(facts, appendix.blocks, `appendices.${i}.blocks`),
    ]
    const last = items.at(-1)!
    // a table ends an appendix by itself
    if (last.kind === 'para' && !last.part.startsWith('heading')) closeText(items, form.wording('end-mark'), form)
    return { head: null, items, tail: null, contact: null, isLandscape: appendix.isLandscape }
  })
}

const look = { align: 'center', keepNext: true } as const

function bold(facts: Facts, part: 'appendix' | 'appendix-title', text: string): Para {
  const { form } = facts
  const para = form.para(part, part, [{ ...form.span(part, text), isBold: true }], {
    ...look,
    sizePt: form.row(part) ? form.size(part) : form.bodySize,
  })
  para.spans = [inLines(para.spans[0]!, para.sizePt, textWidth(form) * 0.9).span]
  return para
}

function appendixHead(facts: Facts, appendix: AppendixContent, label: string): Para[] {
  return [
    bold(facts, 'appendix', `Phụ lục${label}`),
    bold(facts, 'appendix-title', upper(bare(appendix.title))),
    reference(facts, 'Kèm theo'),
  ]
}

function regulationHead(facts: Facts, appendix: AppendixContent): Para[] {
  const { form } = facts
  const type = form.rules.documentTypes.find((row) => row.code === appendix.type)!
  const name = form.para('type-name', 'type-name', type.vi, { keepNext: true })
  const title = bare(appendix.title)
  const subject = subjectParas(
    facts,
    form.isParty ? title : title.charAt(0).toLocaleUpperCase('vi') + title.slice(1),
    'subject',
  )
  // the line under the subject stands under the reference
  for (const para of subject) {
    delete para.rulePt
    para.afterPt = 0
  }
  return [name, ...subject, reference(facts, 'Ban hành kèm theo')]
}

/** `(Kèm theo Quyết định số 15/QĐ-UBND ngày … của …)`; while a draft its places are dots. */
function reference(facts: Facts, words: string): Para {
  const { content, form, type, date } = facts
  const { minimumDigits, afterNumber } = numberFormat(form.rules)
  const number = content.number === null ? '.....' : numberText(content.number, minimumDigits)
  const day =
    content.issued === null ? `ngày ..... tháng ..... năm ${date.slice(0, 4)}` : legalLongDate(content.issued)!
  const issuer = issuersText(facts)
  const text = `(${words} ${type.vi} số ${number}${afterNumber}${content.notation} ${day} của ${issuer})`
  const id = 'appendix-reference'
  const span = { ...form.span(id, text), isItalic: true }
  const sizePt = form.row(id) ? form.size(id) : form.bodySize
  return form.para('appendix-reference', id, [inLines(span, sizePt, textWidth(form) * 0.82).span], {
    ...look,
    sizePt,
    afterPt: 12,
  })
}
