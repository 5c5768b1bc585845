/** Mending: what a machine can mend is mended, the text stays, nothing else in the file changes, and a second time finds nothing to do. */
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { checkLayout, fixLayout, readDocument } from '#engines/layout/index.ts'
import { changeWord, tooSmall } from '#test/kit/word.ts'
import { corpus } from './corpus.ts'

const ENCODINGS = /nfd|tcvn|vni|half/

async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes)
  const parts = new Map<string, string>()
  for (const name of Object.keys(zip.files)) parts.set(name, await zip.files[name]!.async('string'))
  return parts
}

const textOf = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('|')

describe('mending', () => {
  // every eleventh document with a fault: all kinds of faults and of builds come up
  const documents = corpus('mending').filter((one, i) => one.faults.length > 0 && i % 11 === 0)

  it('mends all that it says it can, and keeps every letter', { timeout: 300_000 }, async () => {
    let mended = 0
    for (const document of documents) {
      const bytes = await document.docx
      const of = { regime: document.regime, date: document.date }
      const before = checkLayout(await readDocument(bytes), of).findings
      const { bytes: made, fixed, left } = await fixLayout(bytes, of)
      expect(
        left.filter((finding) => finding.fixable),
        document.name,
      ).toEqual([])
      const known = new Set(before.map((finding) => finding.ruleId))
      expect(
        left.filter((finding) => !known.has(finding.ruleId)),
        document.name,
      ).toEqual([])
      expect(fixed, document.name).toEqual(
        expect.arrayContaining(before.filter((finding) => finding.fixable).map((finding) => finding.ruleId)),
      )
      if (fixed.length === 0) {
        expect(made).toBe(bytes)
        continue
      }
      mended++
      const [old, now] = [await partsOf(bytes), await partsOf(made)]
      expect([...now.keys()]).toEqual([...old.keys()])
      for (const [name, xml] of now) {
        if (!/^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name))
          expect(xml, `${document.name} ${name}`).toBe(old.get(name))
        else if (!ENCODINGS.test(document.name))
          expect(textOf(xml), `${document.name} ${name}`).toBe(textOf(old.get(name)!))
      }
      const again = await fixLayout(made, of)
      expect(again.fixed, document.name).toEqual([])
      expect(again.bytes).toBe(made)
    }
    expect(mended).toBeGreaterThan(documents.length / 3)
  })

  it('mends only what is asked for', async () => {
    const document = corpus('mending').find((one) => one.faults.includes('page-letter'))!
    const of = { regime: document.regime, date: document.date }
    const { fixed, left } = await fixLayout(await document.docx, { ...of, only: ['S-NUMBER-SIZE'] })
    expect(fixed).toEqual([])
    expect(left.map((finding) => `${finding.component} ${finding.aspect}`)).toContain('page size')
  })
})

describe('mending one place', () => {
  /** A correct document with two paragraphs of its text set too small. */
  async function twice() {
    for (const document of corpus('one place').filter((one) => one.faults.length === 0 && one.regime === 'state')) {
      const of = { regime: document.regime, date: document.date }
      const bytes = await document.docx
      const xml = (await partsOf(bytes)).get('word/document.xml')!
      const { components } = checkLayout(await readDocument(bytes), of)
      const texts = components
        .filter((one) => one.component === 'body' && xml.split(`>${one.text}<`).length === 2)
        .map((one) => `>${one.text}<`)
      if (texts.length < 4) continue
      return { of, bytes: await changeWord(bytes, (main) => tooSmall(main, texts.slice(0, 2))) }
    }
    throw new Error('the corpus has no such document')
  }

  it('leaves the other place of the same fault, and every letter', { timeout: 60_000 }, async () => {
    const { of, bytes } = await twice()
    const before = checkLayout(await readDocument(bytes), of)
    expect(before.findings.map((one) => one.ruleId)).toEqual(['S-BODY-SIZE'])
    const [first, second] = before.mendable['S-BODY-SIZE']!
    expect([first, before.mendable['S-BODY-SIZE']!.length]).toEqual([before.findings[0]!.paragraph, 2])

    const one = await fixLayout(bytes, { ...of, only: ['S-BODY-SIZE'], paragraph: first! })
    expect(one.fixed).toEqual(['S-BODY-SIZE'])
    expect(one.left).toMatchObject([{ ruleId: 'S-BODY-SIZE', paragraph: second }])
    const [old, now] = [await partsOf(bytes), await partsOf(one.bytes)]
    expect(textOf(now.get('word/document.xml')!)).toBe(textOf(old.get('word/document.xml')!))
    // The second time there is nothing in it; the rule as a whole still is, and goes with the other place.
    expect((await fixLayout(one.bytes, { ...of, only: ['S-BODY-SIZE'], paragraph: first! })).fixed).toEqual([])
    expect(await fixLayout(one.bytes, of)).toMatchObject({ fixed: ['S-BODY-SIZE'], left: [] })
  })
})
