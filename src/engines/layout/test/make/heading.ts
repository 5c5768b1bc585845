/** The heading of page 1: bodies and number on one side, titles and date on the other. */
import { textWidth, twips } from './build.ts'
import { measure } from './measure-para.ts'
import { type Paper, type Para, para } from './paper.ts'
import { boxesXml, type Columns, columnXml, framesOf, joined, tableXml, tabsXml, zip } from './side-by-side.ts'
import { emptyXml, type Ink } from './text.ts'

/** Room enough for the title on one line; the rest is for the bodies. */
function columnsOf(paper: Paper, right: Para[]): Columns {
  const total = textWidth(paper) + 28
  const needed = Math.max(...right.filter((one) => !one.frame).map(measure)) + 16
  const wide = Math.min(Math.max(total * 0.56, needed), total - 150)
  return { left: total - wide, right: wide }
}

const lineCount = (paras: Para[]) => paras.reduce((sum, one) => sum + 1 + (one.rule ? 0.7 : 0), 0)

/** Empty lines so that number and date begin on one level where they share a cell with what is above. */
function levelled(upper: [Para[], Para[]]): [Para[], Para[]] {
  const most = Math.max(lineCount(upper[0]), lineCount(upper[1]))
  const fill = (paras: Para[]) =>
    Array.from({ length: Math.round(most - lineCount(paras)) }, () => para('body', '', { size: 13 }))
  return [fill(upper[0]), fill(upper[1])]
}

export function headingXml(
  ink: Ink,
  paper: Paper,
  section: (columns: { left: number; right: number; gap: number }) => string,
): string {
  const { bodies, titles, numbers, dates, swapped } = paper
  const way = ink.build.header
  const columns = columnsOf(paper, [...titles, ...dates.slice(0, 1)])
  const sides = <T>(left: T, right: T): [T, T] => (swapped ? [right, left] : [left, right])
  const shape: Columns = swapped ? { left: columns.right, right: columns.left } : columns
  const frames = framesOf(shape)
  const side = (which: 0 | 1, ...paras: Para[][]) =>
    columnXml(ink, joined(ink, paras.flat(), way === 'breaks'), frames[which])
  const pair = (left: Para[], right: Para[]): [string, string] => {
    const [one, other] = sides(left, right)
    return [side(0, one), side(1, other)]
  }
  if (way === 'tabs') {
    const flat = { left: shape.left - 14, right: shape.right - 14 }
    const rows = (left: Para[], right: Para[]) => zip(...sides(left, right))
    return tabsXml(ink, [...rows(bodies, titles), ...rows(numbers, dates)], flat)
  }
  if (way === 'boxes') {
    const fills = levelled([bodies, titles])
    const [one, other] = sides([...bodies, ...fills[0], ...numbers], [...titles, ...fills[1], ...dates])
    const room = textWidth(paper)
    return boxesXml(ink, [
      { from: -10, width: shape.left - 10, paras: one },
      { from: room - shape.right + 16, width: shape.right - 10, paras: other },
    ])
  }
  if (way === 'columns') {
    const fills = levelled([bodies, titles])
    const [one, other] = sides([...bodies, ...fills[0], ...numbers], [...titles, ...fills[1], ...dates])
    const gap = 10
    const wide = swapped ? shape.left - 20 : shape.right - 8
    const narrow = textWidth(paper) - gap - wide
    const [left, right] = sides(narrow, wide)
    const write = (paras: Para[], width: number) => columnXml(ink, paras, { width, inCell: false })
    const close = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return `${write(one, left)}${write(other, right).replace('</w:pPr>', '</w:pPr><w:r><w:br w:type="column"/></w:r>')}<w:p><w:pPr>${close}${section({ left, right, gap })}</w:pPr></w:p>`
  }
  if (way === 'table' || way === 'breaks') {
    const fills = levelled([bodies, titles])
    const [left, right] = sides([...bodies, ...fills[0], ...numbers], [...titles, ...fills[1], ...dates])
    return tableXml(shape, [[side(0, left), side(1, right)]], -14)
  }
  const upper = pair(bodies, titles)
  const lower = pair(numbers, dates)
  if (way === 'two-tables') {
    const between = `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${twips(4)}" w:lineRule="exact"/></w:pPr></w:p>`
    return tableXml(shape, [upper], -14) + between + tableXml(shape, [lower], -14)
  }
  return tableXml(shape, [upper, lower], -14, way === 'merged')
}

/** What follows a table directly must be a paragraph; many authors leave one or two empty. */
export const afterHeading = (ink: Ink): string =>
  ink.build.blankLines === 'yes' || ink.build.header !== 'tabs' ? emptyXml(ink, 13) : ''
