/** How the tests look at composed files: through the checker of form, and by what its readers see in both of them. */
import { checkLayout, type LayoutDocument, readDocument } from '#engines/layout/index.ts'
import { structureOf, textOf } from '#engines/layout/structure.ts'
import { writeDocx } from '../docx/index.ts'
import { composeDocument } from '../index.ts'
import { planDocument } from '../plan/index.ts'
import type { ComposedDocument } from '../types.ts'
import type { Sample } from './samples.ts'

export const createdAt = '2026-11-20T08:00:00.000Z'

export interface Judged {
  made: ComposedDocument
  docx: LayoutDocument
  pdf: LayoutDocument
  /** Findings of both files as `docx S-…: expected <> found`. */
  faults: string[]
  /** Components and texts in which the two files differ. */
  differences: string[]
}

const faultsOf = (kind: string, document: LayoutDocument, of: Pick<Sample, 'regime' | 'date'>): string[] =>
  checkLayout(document, of).findings.map(
    (finding) => `${kind} ${finding.ruleId}: ${finding.expected} <> ${finding.found}`,
  )

export async function judge({ content, regime, date }: Sample): Promise<Judged> {
  const of = { regime, date }
  const made = await composeDocument(content, { ...of, createdAt })
  const [docx, pdf] = await Promise.all([readDocument(made.docx), readDocument(made.pdf)])
  return {
    made,
    docx,
    pdf,
    faults: [...faultsOf('docx', docx, of), ...faultsOf('pdf', pdf, of)],
    differences: differences(docx, pdf),
  }
}

/** The Word file alone: reading a PDF takes a process of its own. */
export async function judgeWord({ content, regime, date }: Sample): Promise<string[]> {
  const of = { regime, date }
  const docx = await writeDocx(planDocument(content, { ...of, createdAt }), createdAt)
  return faultsOf('docx', await readDocument(docx), of)
}

/** What stands side by side is read by column in a PDF, by row in Word. */
const BESIDE = new Set([
  'national-title',
  'motto',
  'party-title',
  'parent-organization',
  'issuing-organization',
  'number',
  'place-date',
  'urgency-mark',
  'circulation-mark',
  'signature-authority',
  'signer-position',
  'signer-name',
  'recipients-label',
  'recipients',
])

function componentsOf(document: LayoutDocument): string[] {
  const { components, isLetter } = structureOf(document)
  const lines = components.map((found) => ({
    isBeside: BESIDE.has(found.component) || (isLetter && found.component === 'subject'),
    // blanks for number and day are as wide as they are drawn
    text: `${found.component} (${found.form}): ${textOf(found)
      .replace(/\s+/gu, ' ')
      .replace(/ (?=[/-])/g, '')}`,
  }))
  return [
    ...lines
      .filter((line) => line.isBeside)
      .map((line) => line.text)
      .sort(),
    ...lines.filter((line) => !line.isBeside).map((line) => line.text),
  ]
}

function differences(docx: LayoutDocument, pdf: LayoutDocument): string[] {
  const [a, b] = [componentsOf(docx), componentsOf(pdf)]
  const out: string[] = []
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    if (a[i] !== b[i]) out.push(`docx ${a[i] ?? '-'}\npdf  ${b[i] ?? '-'}`)
  return out.slice(0, 3)
}
