/** The parts of a Word file that say nothing of their own: types, relations, styles, numbering, theme. */
import { type Build, mm, twips } from './build.ts'
import type { Stories } from './pages.ts'
import type { Ink } from './text.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument'
const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

export function contentTypes(stories: Stories): string {
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}"/>`
  const word = (name: string, kind: string) => part(`/word/${name}.xml`, `${types}.wordprocessingml.${kind}+xml`)
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${word('document', 'document.main')}${word('styles', 'styles')}${word('numbering', 'numbering')}${word('settings', 'settings')}${stories.numbered ? word(`${stories.place}1`, stories.place) : ''}${stories.empty ? word(`${stories.place}2`, stories.place) : ''}${stories.contact ? word('footer3', 'footer') : ''}${part('/word/theme/theme1.xml', `${types}.theme+xml`)}${part('/docProps/app.xml', `${types}.extended-properties+xml`)}${part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`
const relations = (inner: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`

export const packageRels = relations(
  relation('rId1', `${office}/officeDocument`, 'word/document.xml') +
    relation(
      'rId2',
      'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
      'docProps/core.xml',
    ) +
    relation('rId3', `${office}/extended-properties`, 'docProps/app.xml'),
)

export const documentRels = (stories: Stories): string =>
  relations(
    relation('rId1', `${office}/styles`, 'styles.xml') +
      relation('rId2', `${office}/numbering`, 'numbering.xml') +
      relation('rId3', `${office}/settings`, 'settings.xml') +
      relation('rId4', `${office}/theme`, 'theme/theme1.xml') +
      (stories.numbered ? relation('rId10', `${office}/${stories.place}`, `${stories.place}1.xml`) : '') +
      (stories.contact ? relation('rId12', `${office}/footer`, 'footer3.xml') : '') +
      (stories.empty ? relation('rId11', `${office}/${stories.place}`, `${stories.place}2.xml`) : ''),
  )

export const settingsXml = `<w:settings ${main}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

const runDefaults: Record<Build['defaults'], string> = {
  word: '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/>',
  bare: '<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:lang w:val="en-US"/>',
  times:
    '<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="vi-VN"/>',
  theme:
    '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="26"/><w:szCs w:val="24"/><w:lang w:val="vi-VN"/>',
}

/** Document defaults, Normal, Header and the styles that the text asked for. */
export function stylesXml(defaults: Build['defaults'], styles: string[]): string {
  const paragraphs =
    defaults === 'word' ? '<w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>' : ''
  // Here it is Normal, not the defaults, that makes the text 14 pt.
  const normal = defaults === 'times' ? '<w:rPr><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>' : ''
  return `<w:styles ${main}><w:docDefaults><w:rPrDefault><w:rPr>${runDefaults[defaults]}</w:rPr></w:rPrDefault><w:pPrDefault>${paragraphs}</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>${normal}</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs></w:pPr></w:style>${styles.join('')}</w:styles>`
}

/** One abstract list for each kind and indent, restarted by an instance for every list in the text. */
export function numberingXml(lists: Ink['lists']): string {
  const abstract = lists.map((list, at) => {
    const format = list.kind === 'clause' ? ['decimal', '%1.'] : ['lowerLetter', '%1)']
    return `<w:abstractNum w:abstractNumId="${at + 1}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format[0]}"/><w:suff w:val="space"/><w:lvlText w:val="${format[1]}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="${twips(mm(list.firstLine))}"/></w:pPr></w:lvl></w:abstractNum>`
  })
  const instances = lists.map((_, at) => `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${at + 1}"/></w:num>`)
  return `<w:numbering ${main}>${abstract.join('')}${instances.join('')}</w:numbering>`
}

/** The heading font is always Times New Roman; the text font is so where the build says that the theme carries it. */
export function themeXml(defaults: Build['defaults']): string {
  const font = (name: string) => `<a:latin typeface="${name}"/><a:ea typeface=""/><a:cs typeface=""/>`
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
  const colours = [
    'dk1',
    'lt1',
    'dk2',
    'lt2',
    'accent1',
    'accent2',
    'accent3',
    'accent4',
    'accent5',
    'accent6',
    'hlink',
    'folHlink',
  ]
    .map((name) => `<a:${name}><a:srgbClr val="${name === 'lt1' ? 'FFFFFF' : '000000'}"/></a:${name}>`)
    .join('')
  return `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">${colours}</a:clrScheme><a:fontScheme name="Office"><a:majorFont>${font('Times New Roman')}</a:majorFont><a:minorFont>${font(defaults === 'theme' ? 'Times New Roman' : 'Calibri')}</a:minorFont></a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln w="6350">${fill}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${'<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
}
