/** The corpus itself: whole, well-formed, the same for the same seed, each fault changing no more than it should. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { type CorpusDocument, compare, corpus } from './corpus.ts'
import { axes } from './make/build.ts'
import { inPart, type Paper, type Para, parasOf, textOf } from './make/paper.ts'
import { longDate } from './make/state.ts'
import { partyTypes, stateTypes } from './make/types.ts'
import { faults } from './truth/index.ts'

const documents = corpus('vankho')
const correct = documents.filter((one) => one.faults.length === 0)
const single = documents.filter((one) => one.faults.length === 1)

// The contract of the command line.
const components =
  'page font page-number national-title motto party-title parent-organization issuing-organization number place-date type-name subject basis addressee body heading article clause point signature-authority signer-position signer-name recipients-label recipients urgency-mark circulation-mark appendix end-mark citation capitalization'.split(
    ' ',
  )
const aspects =
  'missing text pattern case size style alignment position rule-line indent spacing font color encoding punctuation order value'.split(
    ' ',
  )

function parse(name: string, xml: string) {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw new Error(`${name}: ${error.message}`)
  })
  parser.write(xml).close()
}

describe('what there is', () => {
  it('has more than 500 documents, every type, every fault three times, every way of building', () => {
    expect(documents.length).toBeGreaterThan(500)
    expect(new Set(documents.map((one) => one.name)).size).toBe(documents.length)
    expect(new Set(faults.map((one) => one.name)).size).toBe(faults.length)
    for (const [regime, rows] of [
      ['state', stateTypes],
      ['party', partyTypes],
    ] as const) {
      for (const row of rows) {
        const own = correct.filter((one) => one.regime === regime && one.type === row.type)
        expect(own.length, row.type).toBeGreaterThanOrEqual(3)
      }
    }
    for (const fault of faults) {
      for (const regime of fault.regimes) {
        const own = single.filter((one) => one.faults[0] === fault.name && one.regime === regime)
        expect(own.length, fault.name).toBe(3)
      }
    }
    for (const [axis, values] of Object.entries(axes)) {
      for (const value of values) {
        const built = correct.filter((one) => (one.axes as Record<string, string>)[axis] === value)
        expect(built.length, `${axis} ${value}`).toBeGreaterThan(2)
      }
    }
    expect(documents.filter((one) => one.faults.length === 2).length).toBeGreaterThanOrEqual(40)
  })

  it('speaks in the words of the contract', () => {
    for (const fault of faults) {
      const words = fault.expected.flatMap((one) => [`${one.component} ${one.aspect}`, ...(one.or ?? [])])
      for (const word of words) {
        const [component, aspect] = word.split(' ')
        expect(components, fault.name).toContain(component)
        expect(aspects, fault.name).toContain(aspect)
      }
      for (const word of fault.mayAlso ?? []) expect(components, fault.name).toContain(word.split(' ')[0])
    }
  })

  it('is the same for the same seed', async () => {
    const again = corpus('vankho')
    expect(again.map((one) => `${one.name} ${one.date} ${one.build}`)).toEqual(
      documents.map((one) => `${one.name} ${one.date} ${one.build}`),
    )
    for (let at = 0; at < documents.length; at += 150) {
      expect(Buffer.from(await again[at]!.docx).equals(Buffer.from(await documents[at]!.docx))).toBe(true)
    }
    expect(corpus('other').map((one) => one.build)).not.toEqual(documents.map((one) => one.build))
  })
})

describe('correct documents', () => {
  const each = (part: Para['part'], look: (text: string, para: Para) => void) => {
    for (const document of correct) for (const para of inPart(document.paper, part)) look(textOf(para), para)
  }

  it('keep the patterns that the handbook prints', () => {
    // Handbook 4.2, 4.3: as printed there.
    const state = /^Số: (0[1-9]|[1-9]\d+)\/(?:(\d{4})\/)?([A-ZĐ][A-ZĐa-zy]*(?:-[A-ZĐ0-9][A-ZĐa-z0-9&.]*)*)$/
    const party = /^Số (0[1-9]|[1-9]\d+)-(NQ|CT|KL|QC|QĐ|TT|HD|TB|BC|KH|CTr|ĐA|PA|TTr|CV|BB|BS)\/([A-ZĐ]+)$/
    for (const document of correct) {
      for (const para of inPart(document.paper, 'number')) {
        expect(textOf(para)).toMatch(document.regime === 'state' ? state : party)
      }
      for (const para of inPart(document.paper, 'place-date')) {
        expect(textOf(para).endsWith(`, ${longDate(document.date)}`)).toBe(true)
      }
    }
    expect(longDate('2024-01-05')).toBe('ngày 05 tháng 01 năm 2024')
    expect(longDate('2024-11-20')).toBe('ngày 20 tháng 11 năm 2024')
    expect(longDate('2024-03-09')).toBe('ngày 09 tháng 3 năm 2024')
    each('recipient', (text) => expect(text).toMatch(/^- .+[;,.]$/))
    each('point', (text) => expect(text).toMatch(/^[abcdđeghiklm]\) /))
    each('clause', (text) => expect(text).toMatch(/^\d+\. /))
    each('article', (text) => expect(text).toMatch(/^Điều \d+\. /))
  })

  it('close with the sign of their regime, once', () => {
    for (const document of correct) {
      const text = document.paper.main.flatMap((block) => (block.part === 'table' ? [] : [textOf(block)]))
      if (document.regime === 'state') expect(text.at(-1)).toMatch(/[^.]\.\/\.$/)
      else expect(text.at(-1)).toMatch(/[^./]\.$/)
      expect(text.filter((one) => one.includes('./.')).length).toBe(document.regime === 'state' ? 1 : 0)
    }
  })

  it('have nothing but Times New Roman, black but for the red mark, composed letters', () => {
    for (const document of correct) {
      for (const para of parasOf(document.paper)) {
        for (const run of para.runs) {
          expect(run.font).toBe('Times New Roman')
          expect(run.color).toBe(para.part === 'urgency' ? 'FF0000' : 'auto')
          expect(run.text).toBe(run.text.normalize('NFC'))
        }
      }
    }
  })
})

describe('faults', () => {
  const plainly = (paper: Paper) =>
    new Map(parasOf(paper).map((one) => [one.key ?? `new ${one.part}`, JSON.stringify(one)]))
  const changedParts = (document: CorpusDocument) => {
    const [with_, without] = [plainly(document.paper), plainly(document.twin)]
    const keys = new Set([...with_.keys(), ...without.keys()])
    return [...keys].filter((key) => with_.get(key) !== without.get(key))
  }

  it('change only the component that they name', () => {
    // A component's parts; running text and its numbered kinds are one.
    const text = ['body', 'clause', 'point', 'clause-title', 'article', 'section', 'basis', 'heading', 'heading-title']
    const partsOf: Record<string, string[]> = {
      'parent-organization': ['parent'],
      'issuing-organization': ['issuing', 'star'],
      subject: ['subject', 'subject-letter', 'hyphens', 'type-name'],
      'type-name': ['type-name', 'subject'],
      heading: ['heading', 'heading-title', 'section'],
      'signature-authority': ['authority'],
      'signer-position': ['position'],
      'signer-name': ['name'],
      recipients: ['recipient'],
      'recipients-label': ['recipients-label', 'recipient'],
      'urgency-mark': ['urgency'],
      'circulation-mark': ['circulation'],
      appendix: ['appendix', 'appendix-title', 'appendix-note'],
      'end-mark': text,
      citation: text,
      capitalization: text,
      body: text,
      motto: ['motto', 'national-title'],
    }
    for (const document of single) {
      if (
        ['font-everywhere', 'tcvn3-everywhere', 'party-titles-in-state', 'state-titles-in-party'].includes(
          document.faults[0]!,
        )
      )
        continue
      const named = [
        ...document.expected.map((one) => one.component),
        ...document.mayAlso.map((one) => one.split(' ')[0]!),
      ]
      const allowed = named.flatMap((one) => partsOf[one] ?? [one])
      for (const key of changedParts(document)) {
        expect(allowed, `${document.name}: ${key}`).toContain(key.replace(/-\d+$/, '').replace(/^new /, ''))
      }
    }
  })

  it('show in the file, and leave the rest of it alone', () => {
    const blocks = (xml: string) =>
      [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map((one) =>
        one[0]
          .replaceAll(
            / (?:w:id|id|relativeHeight|from|to|style|cx|cy|name|w:rsidR|w:numId|w:name|w:anchor)="[^"]*"/g,
            '',
          )
          .replaceAll(/w:val="(?:VB|KyTu)?\d+"|z-index:\d+/g, ''),
      )
    for (const document of single) {
      const [with_, without] = [document.parts(), document.twinParts()]
      const whole = (parts: Record<string, string>) => Object.entries(parts).flat().join('\n')
      expect(whole(with_), document.name).not.toBe(whole(without))
      if (document.paper.encoding === 'nfd' || document.paper.swapped) continue
      const changed = changedParts(document).length
      const own = new Set(blocks(without['word/document.xml']!))
      const strange = blocks(with_['word/document.xml']!).filter((one) => !own.has(one))
      // Twice in a text box, once more for a paragraph of its own with the line below; joined lines change together.
      expect(strange.length, `${document.name} (${document.build})`).toBeLessThanOrEqual(changed * 3 + 6)
    }
  })
})

describe('files', () => {
  it('are well-formed XML', () => {
    for (const document of documents) {
      for (const [name, xml] of Object.entries(document.parts())) parse(`${document.name} ${name}`, xml)
    }
  })

  it('open as ZIP', async () => {
    for (let at = 0; at < documents.length; at += 20) {
      const zip = await JSZip.loadAsync(await documents[at]!.docx, { checkCRC32: true })
      expect(Object.keys(zip.files)).toContain('word/document.xml')
    }
  })

  it.skipIf(spawnSync('soffice', ['--version']).status !== 0)('open in LibreOffice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'corpus-'))
    try {
      const chosen = ['table', 'tabs', 'boxes', 'merged'].map((way) => correct.find((one) => one.axes.header === way)!)
      for (const one of chosen) writeFileSync(join(folder, `${one.name}.docx`), await one.docx)
      const files = readdirSync(folder).map((name) => join(folder, name))
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          ...files,
        ],
        { stdio: 'ignore', timeout: 110_000 },
      )
      expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toHaveLength(chosen.length)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('comparing', () => {
  const document = single.find((one) => one.expected.length === 1 && !one.expected[0]!.or && one.mayAlso.length === 0)!
  const wanted = document.expected[0]!
  it('counts hits, misses and false alarms', () => {
    const other = { component: 'page', aspect: 'color' }
    expect(compare(document, [wanted, wanted])).toEqual({ hits: 1, missed: [], falseAlarms: [] })
    expect(compare(document, [other])).toEqual({ hits: 0, missed: [wanted], falseAlarms: ['page color'] })
  })
})
