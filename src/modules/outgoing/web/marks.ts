/** Marks on a page as the record keeps them and as the viewer draws them; pure. */
import type { Highlight, PageBox } from '#web/kit/file-viewer.tsx'
import type { FormFinding, OutgoingDetail } from '../contract.ts'

/** In PDF points, origin top left: x0, y0, x1, y1. */
export interface Mark {
  readonly page: number
  readonly box: [number, number, number, number]
  readonly words: string
}

const round = (value: number): number => Math.round(value * 10) / 10

export function markOf({ page, x, y, width, height }: PageBox): Mark {
  return { page, box: [round(x), round(y), round(x + width), round(y + height)], words: '' }
}

export function boxesOf(id: string, marks: readonly Mark[], label: string): Highlight[] {
  return marks.map(({ page, box: [x0, y0, x1, y1], words }, i) => ({
    id: `${id}-${i}`,
    label: words || label,
    page,
    x: x0,
    y: y0,
    width: x1 - x0,
    height: y1 - y0,
  }))
}

/** Findings of form where they stand, in the order of the findings; the one that was chosen is lit. */
export function foundAt(
  findings: readonly Pick<FormFinding, 'sentence'>[],
  places: readonly ({ readonly page: number; readonly box: Mark['box'] } | null)[],
  lit: number | null | undefined,
  lang: 'vi' | 'en',
): Highlight[] {
  return findings.flatMap(({ sentence }, at) => {
    const place = places[at]
    if (!place) return []
    const [box] = boxesOf(`finding-${at}`, [{ ...place, words: sentence[lang] }], '')
    return [{ ...box!, isLit: lit === at }]
  })
}

/** Marks that checkers and signers made on a version, with who made them. */
export function marksOn(
  document: Pick<OutgoingDetail, 'verdicts'>,
  no: number,
): { readonly id: string; readonly byName: string; readonly mark: Mark }[] {
  return document.verdicts
    .filter((one) => one.versionNo === no)
    .flatMap((verdict) => verdict.marks.map((mark, i) => ({ id: `${verdict.id}-${i}`, byName: verdict.byName, mark })))
}
