/** The form checker over a draft, and what is kept of it. */
import {
  checkLayout,
  type FindingPlace,
  findingSentence,
  type LayoutFinding,
  placesOf,
  readDocument,
} from '#engines/layout/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { FormRules } from '#regimes/layout/index.ts'
import type { FormFinding } from './contract-shapes.ts'

export interface FormResult {
  readonly findings: { ruleSet: string; findings: FormFinding[] } | null
  readonly errors: number | null
  readonly warnings: number | null
  /** Why it could not be checked, in Vietnamese. */
  readonly fault: string | null
}

const view = (finding: LayoutFinding, places: readonly number[]): FormFinding => ({
  ...finding,
  places: [...places],
  sentence: { vi: findingSentence(finding, 'vi'), en: findingSentence(finding, 'en') },
})

/**
 * Holds a Word file or a PDF with text against the organisation's rules of form on a day. What cannot be read is no failure: the draft is kept,
 * and says why it was not checked.
 */
export async function checkForm(bytes: Uint8Array, rules: FormRules, day: string): Promise<FormResult> {
  try {
    const report = checkLayout(await readDocument(bytes), { regime: rules.regime, date: day, rules })
    const findings = report.findings.filter((one) => !isBlankOfDraft(one))
    const count = (severity: string) => findings.filter((one) => one.severity === severity).length
    return {
      findings: {
        ruleSet: report.ruleSet,
        findings: findings.map((one) => view(one, report.mendable[one.ruleId] ?? [])),
      },
      errors: count('error'),
      warnings: count('warning'),
      fault: null,
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    return { findings: null, errors: null, warnings: null, fault: sentence(error.code, 'vi', error.facts) }
  }
}

/**
 * Where findings stand on the pages of a version; all null where there are no pages with text.
 * @param bytes the file that was checked, and its pages
 */
export async function placesIn(
  findings: readonly FormFinding[],
  bytes: { checked: () => Promise<Uint8Array>; pages: (() => Promise<Uint8Array>) | null },
): Promise<(FindingPlace | null)[]> {
  const none = findings.map(() => null)
  if (findings.length === 0 || bytes.pages === null) return none
  try {
    const document = await readDocument(await bytes.checked())
    return placesOf(
      findings as unknown as LayoutFinding[],
      document,
      document.source === 'pdf' ? document : await readDocument(await bytes.pages()),
    )
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    return none
  }
}

/**
 * What a draft lacks by its nature and gets when it is signed: number, day and month stand blank until then, and are no faults of the
 * drafter.
 */
export function isBlankOfDraft(finding: Pick<LayoutFinding, 'component' | 'found'>): boolean {
  if (finding.component === 'number') return /Số\s*:?[\s.…_]*[/-]/u.test(finding.found)
  if (finding.component === 'place-date') return /ngày[\s.…_]*tháng/u.test(finding.found)
  return false
}
