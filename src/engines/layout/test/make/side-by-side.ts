/** Two columns beside each other, in the ways Word authors know: tables, tabs, text boxes. */
import { twips } from './build.ts'
import { measure } from './measure-para.ts'
import type { Para } from './paper.ts'
import { lineShape, space } from './rules.ts'
import { alike, emptyXml, type Frame, type Ink, paraXml, rPr, runXml } from './text.ts'

export interface Columns {
  left: number
  right: number
}

const cellMargin = 5.4

/** Paragraphs that differ in their words alone become one paragraph with line breaks, where the build joins. */
export function joined(ink: Ink, paras: Para[], wanted: boolean): Para[] {
  if (!wanted) return paras
  const out: Para[] = []
  for (const one of paras) {
    const last = out.at(-1)
    const fits =
      last &&
      !last.rule &&
      !joinedRules.has(last) &&
      !last.frame &&
      !one.frame &&
      !one.before &&
      !last.after &&
      last.align === one.align &&
      last.left === one.left &&
      JSON.stringify(last.line) === JSON.stringify(one.line) &&
      (!one.rule || ink.build.rule === 'connector' || ink.build.rule === 'vml')
    if (!fits) out.push({ ...one, runs: one.runs.map((run) => ({ ...run })) })
    else {
      const first = one.runs[0]!
      last.runs.push({ ...first, text: `\n${first.text}` }, ...one.runs.slice(1).map((run) => ({ ...run })))
      // A rule under the last of several lines is drawn by joinedRule.
      last.after = one.after
      if (one.rule)
        joinedRules.set(last, { ruled: one, lines: last.runs.filter((run) => run.text.startsWith('\n')).length + 1 })
    }
  }
  return out
}

const joinedRules = new WeakMap<Para, { ruled: Para; lines: number }>()

/** Content of one column. */
export function columnXml(ink: Ink, paras: Para[], frame: Frame): string {
  const xml = paras
    .map((one) => {
      const found = joinedRules.get(one)
      if (!found) return paraXml(ink, one, frame)
      const under = found.ruled
      const rule = under.rule!
      const length = Math.min(measure(under), frame.width) * rule.share
      const shape = lineShape(
        ink,
        (frame.width - length) / 2,
        length,
        (under.runs[0]!.size * 1.15 * found.lines + 2) / 1.3,
        ink.build.rule,
        rule.dash === 'dashed',
      )
      return paraXml(ink, one, frame).replace('</w:p>', `${shape}</w:p>`) + space
    })
    .join('')
  return xml.endsWith('</w:tbl>') || xml === '' ? `${xml}${emptyXml(ink, 6)}` : xml
}

const cell = (width: number, content: string, span = 1) =>
  `<w:tc><w:tcPr><w:tcW w:w="${twips(width)}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}</w:tcPr>${content}</w:tc>`

export function tableXml(columns: Columns, rows: [string, string][], indent: number, gap = false): string {
  const grid = gap ? [columns.left - 14, 14, columns.right] : [columns.left, columns.right]
  const body = rows
    .map(([left, right], at) => {
      if (!gap) return `<w:tr>${cell(columns.left, left)}${cell(columns.right, right)}</w:tr>`
      return at % 2 === 0
        ? `<w:tr>${cell(columns.left, left, 2)}${cell(columns.right, right)}</w:tr>`
        : `<w:tr>${cell(columns.left - 14, left)}${cell(columns.right + 14, right, 2)}</w:tr>`
    })
    .join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${twips(columns.left + columns.right)}" w:type="dxa"/><w:tblInd w:w="${twips(indent)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${twips(width)}"/>`).join('')}</w:tblGrid>${body}</w:tbl>`
}

/** The frames that paragraphs of a table's two columns stand in. */
export const framesOf = (columns: Columns): [Frame, Frame] => [
  { width: columns.left - 2 * cellMargin, inCell: true },
  { width: columns.right - 2 * cellMargin, inCell: true },
]

export interface Row {
  left?: Para
  right?: Para
}

/** Lines with tab stops: the left words centred over their column or at the margin, the right ones centred over theirs. */
export function tabsXml(ink: Ink, rows: Row[], columns: Columns): string {
  const stops = [columns.left / 2, columns.left + columns.right / 2]
  return rows
    .map((row) => {
      const sides = [row.left, row.right] as const
      let drawn = ''
      const runs = sides.map((para, at) => {
        if (!para) return ''
        if (para.rule) {
          const length = measure(para) * para.rule.share
          drawn += lineShape(
            ink,
            stops[at]! - length / 2,
            length,
            para.runs[0]!.size,
            ink.build.rule === 'vml' ? 'vml' : 'connector',
            para.rule.dash === 'dashed',
          )
        }
        return alike(ink, para, () => para.runs.map((run) => runXml(ink, run, ink.base, para.part)).join(''))
      })
      const tab = '<w:r><w:tab/></w:r>'
      const atMargin = row.left?.align === 'left'
      const before = Math.max(row.left?.before ?? 0, row.right?.before ?? 0)
      const below = sides.some((para) => para?.rule) ? 6 : 0
      const centre = (at: number) => `<w:tab w:val="center" w:pos="${twips(at)}"/>`
      // Words at the margin need no first stop.
      const tabs = `<w:tabs>${atMargin || !row.left ? '' : centre(stops[0]!)}${row.right ? centre(stops[1]!) : ''}</w:tabs>`
      const spacing = `<w:spacing w:before="${twips(before)}" w:after="${twips(below)}" w:line="240" w:lineRule="auto"/>`
      const mark = rPr(ink, { ...ink.base, size: row.left?.runs[0]?.size ?? row.right?.runs[0]?.size ?? 13 }, ink.base)
      return `<w:p><w:pPr>${tabs}${spacing}${mark}</w:pPr>${drawn}${row.left && !atMargin ? tab : ''}${runs[0]}${row.right ? `${tab}${runs[1]}` : ''}</w:p>`
    })
    .join('')
}

interface Box {
  from: number
  width: number
  paras: Para[]
}

/** Text boxes anchored in one empty paragraph, each with its VML twin for old readers. */
export function boxesXml(ink: Ink, boxes: Box[]): string {
  const emu = (points: number) => Math.round(points * 12700)
  const height = Math.max(...boxes.map((box) => heightOf(box)))
  const quiet = ink.quiet
  const shapes = boxes.map((box) => {
    const id = ink.ids.next++
    ink.quiet = true
    const frame = { width: box.width - 2, inCell: false }
    const content = () => columnXml(ink, box.paras, frame)
    const style = `position:absolute;margin-left:${box.from}pt;margin-top:0;width:${box.width}pt;height:${height}pt;z-index:${id}`
    const modern = `<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="${id}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>${emu(box.from)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="${emu(box.width)}" cy="${emu(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/><wp:docPr id="${id}" name="Text Box ${id}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(box.width)}" cy="${emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>${content()}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" wrap="square"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`
    const old = `<w:pict><v:shape id="_x0000_s${2000 + id}" type="#_x0000_t202" style="${style}" filled="f" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>${content()}</w:txbxContent></v:textbox></v:shape></w:pict>`
    ink.quiet = quiet
    return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${modern}</mc:Choice><mc:Fallback>${old}</mc:Fallback></mc:AlternateContent></w:r>`
  })
  return `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>${shapes.join('')}</w:p>`
}

function heightOf(box: Box): number {
  return Math.ceil(
    box.paras.reduce((sum, one) => {
      const lines = Math.max(1, Math.ceil(measure(one) / box.width))
      return sum + one.before + one.after + lines * one.runs[0]!.size * 1.25 + (one.rule ? 14 : 0) + (one.frame ? 6 : 0)
    }, 12),
  )
}

/** Pairs two columns line by line, the shorter one filled from below or above. */
export function zip(left: Para[], right: Para[], shorterStarts: 'top' | 'bottom' = 'top'): Row[] {
  const count = Math.max(left.length, right.length)
  const shift = (own: Para[]) => (shorterStarts === 'bottom' ? count - own.length : 0)
  return Array.from({ length: count }, (_, at) => ({ left: left[at - shift(left)], right: right[at - shift(right)] }))
}
