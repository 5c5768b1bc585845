/** What EAD 2002, EAD3 and Dublin Core say alike: levels, dates, languages, elements of text. */
import { type Node, node } from '#engines/xml/index.ts'
import type { DescribedUnit } from './types.ts'

/** EAD knows no mục lục: it is another level, called by its name. */
export function levelOf(level: DescribedUnit['level']): Record<string, string> {
  if (level === 'inventory') return { level: 'otherlevel', otherlevel: 'inventory' }
  return { level: level === 'group' ? 'series' : level }
}

/** ISO 639-2/B, as both forms of EAD ask; what has no code there is left to words. */
const LANGUAGES: Readonly<Record<string, readonly [code: string | null, name: string]>> = {
  vi: ['vie', 'Tiếng Việt'],
  en: ['eng', 'Tiếng Anh'],
  fr: ['fre', 'Tiếng Pháp'],
  ru: ['rus', 'Tiếng Nga'],
  zh: ['chi', 'Tiếng Trung'],
  'han-nom': [null, 'Hán Nôm'],
  other: [null, 'Ngôn ngữ khác'],
}

export const languageOf = (code: string): readonly [code: string | null, name: string] =>
  LANGUAGES[code] ?? [null, code]

/** `2010-03/2011`, for machines. */
export function normalDate(unit: DescribedUnit): string | null {
  const { starts, ends } = unit
  if (!starts) return ends
  return ends && ends !== starts ? `${starts}/${ends}` : starts
}

const shown = (date: string): string => date.split('-').reverse().join('/')

/** `03/2010 - 2011`, for people. */
export function shownDate(unit: DescribedUnit): string | null {
  const { starts, ends } = unit
  if (!starts || !ends || starts === ends) return starts || ends ? shown((starts ?? ends)!) : null
  return `${shown(starts)} - ${shown(ends)}`
}

export function extentOf(unit: DescribedUnit): string | null {
  const parts = [
    unit.description['extent'],
    unit.sheets === null ? null : `${unit.sheets} tờ`,
    unit.pages === null ? null : `${unit.pages} trang`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('; ') : null
}

export const NAME_ELEMENT = { body: 'corpname', person: 'persname', family: 'famname' } as const

/** Names that both forms of EAD share, in the order of ISAD(G). */
const ELEMENTS: readonly (readonly [ours: string, ead: string])[] = [
  ['history', 'bioghist'],
  ['archivalHistory', 'custodhist'],
  ['acquisition', 'acqinfo'],
  ['scope', 'scopecontent'],
  ['appraisal', 'appraisal'],
  ['accruals', 'accruals'],
  ['arrangement', 'arrangement'],
  ['accessConditions', 'accessrestrict'],
  ['reproduction', 'userestrict'],
  ['physical', 'phystech'],
  ['findingAids', 'otherfindaid'],
  ['originals', 'originalsloc'],
  ['copies', 'altformavail'],
  ['related', 'relatedmaterial'],
  ['foreword', 'odd'],
  ['abbreviations', 'odd'],
  ['note', 'odd'],
  ['rules', 'processinfo'],
  ['archivistNote', 'processinfo'],
]

const paragraphs = (text: string): Node[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => node('p', {}, line.trim()))

/** The texts of a unit, each under the element that the standard has for it. */
export function textsOf(unit: DescribedUnit): Node[] {
  const out = ELEMENTS.flatMap(([ours, ead]) => {
    const text = unit.description[ours]
    return text?.trim() ? [node(ead, {}, paragraphs(text))] : []
  })
  const { publications } = unit.description
  if (publications?.trim()) out.push(node('bibliography', {}, paragraphs(publications)))
  if (unit.retention) out.push(node('appraisal', {}, node('p', {}, `Thời hạn bảo quản: ${unit.retention}`)))
  if (unit.access === 'conditional') out.push(node('accessrestrict', {}, node('p', {}, 'Tiếp cận có điều kiện')))
  return out
}
