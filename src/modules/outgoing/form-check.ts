/** The form checker over a draft, and what is kept of it. */
import { checkLayout, findingSentence, type LayoutFinding, readDocument } from '#engines/layout/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { RuleSet } from '#regimes/index.ts'
import type { FormFinding } from './contract-shapes.ts'

export interface FormResult {
  readonly findings: { ruleSet: string; findings: FormFinding[] } | null
  readonly errors: number | null
  readonly warnings: number | null
  /** Why it could not be checked, in Vietnamese. */
  readonly fault: string | null
}

const view = (finding: LayoutFinding): FormFinding => ({
  ...finding,
  sentence: { vi: findingSentence(finding, 'vi'), en: findingSentence(finding, 'en') },
})

/**
 * Holds a Word file or a PDF with text against the rules of the regime on a day. What cannot be read is no failure: the draft is kept,
 * and says why it was not checked.
 */
export async function checkForm(bytes: Uint8Array, rules: RuleSet, day: string): Promise<FormResult> {
  try {
    const report = checkLayout(await readDocument(bytes), { regime: rules.regime, date: day })
    const findings = report.findings.filter((one) => !isBlankOfDraft(one))
    const count = (severity: string) => findings.filter((one) => one.severity === severity).length
    return {
      findings: { ruleSet: report.ruleSet, findings: findings.map(view) },
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
 * What a draft lacks by its nature and gets when it is signed: number, day and month stand blank until then, and are no faults of the
 * drafter.
 */
export function isBlankOfDraft(finding: Pick<LayoutFinding, 'component' | 'found'>): boolean {
  if (finding.component === 'number') return /Số\s*:?[\s.…_]*[/-]/u.test(finding.found)
  if (finding.component === 'place-date') return /ngày[\s.…_]*tháng/u.test(finding.found)
  return false
}
