import JSZip from 'jszip'
import type { Draft } from './draft.ts'

/**
 * The draft as a Word file, its parts written by hand: no time stamps, so the same seed gives the same bytes, and no code
 * shared with the product's own Word output.
 */
export async function draftDocx(draft: Draft): Promise<Uint8Array> {
  const zip = new JSZip()
  const date = new Date(Date.UTC(2026, 0, 1))
  const add = (name: string, text: string) =>
    zip.file(name, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`, { date, createFolders: false })
  add(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' +
      '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
  )
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  add(
    '_rels/.rels',
    `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
  )
  add(
    'word/_rels/document.xml.rels',
    `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  )
  const font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
  const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  add(
    'word/styles.xml',
    `<w:styles ${main}><w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>`,
  )
  const right = draft.regime === 'state' ? 964 : 850
  add(
    'word/document.xml',
    `<w:document ${main}><w:body>${content(draft)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
      `<w:pgMar w:top="1134" w:right="${right}" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  )
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' })
}

interface Look {
  bold?: boolean
  italic?: boolean
  underline?: boolean
  /** Points. */
  size?: number
  align?: 'left' | 'center' | 'both'
  /** Indent of the first line, twentieths of a point. */
  first?: number
  after?: number
}

function content(draft: Draft): string {
  const isState = draft.regime === 'state'
  const center = { align: 'center' } as const
  const head = isState ? 12.5 : 14
  const [year = '', month = '', day = ''] = draft.date.split('-')
  const shown = Number(month) <= 2 ? month : String(Number(month))
  const left = [
    ...(draft.body.parent ? [line(draft.body.parent, { ...center, size: head })] : []),
    ...draft.body.printed.split('\n').map((text) => line(text, { ...center, size: head, bold: true })),
    ...(isState ? [] : [line('*', { ...center, size: head })]),
    line(isState ? `Số: ${draft.number}/${draft.notation}` : `Số ${draft.number}-${draft.notation}`, {
      ...center,
      size: isState ? 13 : 14,
    }),
    ...(draft.isLetter
      ? [line(isState ? `V/v ${draft.subject}` : `về việc ${draft.subject}`, { ...center, size: 12, italic: !isState })]
      : []),
    ...(draft.urgency ? [line(draft.urgency.toLocaleUpperCase('vi'), { ...center, size: 14, bold: true })] : []),
  ]
  const date = `${draft.body.place}, ngày ${day} tháng ${shown} năm ${year}`
  const rightCell = [
    ...(isState
      ? [
          line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...center, size: 12.5, bold: true }),
          line('Độc lập - Tự do - Hạnh phúc', { ...center, size: 13.5, bold: true, underline: true }),
        ]
      : [line('ĐẢNG CỘNG SẢN VIỆT NAM', { ...center, size: 15, bold: true, underline: true })]),
    line('', { size: 8 }),
    line(date, { ...center, size: isState ? 13.5 : 14, italic: true }),
  ]
  const parts = [table([left, rightCell], [3900, 5340]), line('', { size: 8 })]
  if (!draft.isLetter) {
    parts.push(line(draft.typeName.toLocaleUpperCase('vi'), { ...center, size: isState ? 14 : 15, bold: true }))
    const subject = isState
      ? draft.subject.charAt(0).toLocaleUpperCase('vi') + draft.subject.slice(1)
      : `về ${draft.subject}`
    parts.push(line(subject, { ...center, size: 14, bold: true, after: 200 }))
  }
  if (draft.addressees.length > 0)
    parts.push(line(`Kính gửi: ${draft.addressees.join('; ')}`, { size: 14, first: 720, after: 160 }))
  for (const basis of draft.bases)
    parts.push(
      line(isState ? `Căn cứ ${basis};` : `- Căn cứ ${basis},`, {
        align: 'both',
        first: 720,
        after: 120,
        italic: isState,
      }),
    )
  for (const { text, style } of draft.paragraphs)
    parts.push(
      style === 'decide'
        ? line(text, { ...center, bold: true, after: 120 })
        : line(text, { align: 'both', first: 720, after: 120, bold: style === 'heading' }),
    )
  const recipients = [
    line('Nơi nhận:', isState ? { size: 12, bold: true, italic: true } : { size: 14, underline: true }),
    ...draft.recipients.map((text) => line(text, { size: isState ? 11 : 12 })),
  ]
  const signer = [
    ...draft.signer.lines.map((text, index) =>
      line(text, { ...center, bold: isState || index < draft.signer.lines.length - 1 }),
    ),
    ...Array.from({ length: 4 }, () => line('', {})),
    line(draft.signer.name, { ...center, bold: true }),
  ]
  parts.push(table([recipients, signer], [4600, 4640]), line('', {}))
  return parts.join('')
}

function line(text: string, look: Look): string {
  const marks =
    (look.bold ? '<w:b/>' : '') +
    (look.italic ? '<w:i/>' : '') +
    `<w:sz w:val="${Math.round((look.size ?? 14) * 2)}"/>` +
    (look.underline ? '<w:u w:val="single"/>' : '')
  const paragraph =
    `<w:spacing w:before="0" w:after="${look.after ?? 0}"/>` +
    (look.first ? `<w:ind w:firstLine="${look.first}"/>` : '') +
    `<w:jc w:val="${look.align ?? 'left'}"/>`
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  const run = text === '' ? '' : `<w:r><w:rPr>${marks}</w:rPr><w:t xml:space="preserve">${safe}</w:t></w:r>`
  return `<w:p><w:pPr>${paragraph}</w:pPr>${run}</w:p>`
}

function table(cells: string[][], widths: number[]): string {
  const columns = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  const row = cells
    .map(
      (lines, index) => `<w:tc><w:tcPr><w:tcW w:w="${widths[index]}" w:type="dxa"/></w:tcPr>${lines.join('')}</w:tc>`,
    )
    .join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${columns}</w:tblGrid><w:tr>${row}</w:tr></w:tbl>`
}
