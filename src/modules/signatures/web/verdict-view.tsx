import { useTranslation } from 'react-i18next'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { Evidence } from '../verification-contract.ts'
import styles from './signatures.module.css'

type Verdict = Evidence['verdict']

const tones: Readonly<Record<Verdict, Tone>> = {
  'TOTAL-PASSED': 'done',
  INDETERMINATE: 'waiting',
  'TOTAL-FAILED': 'overdue',
  UNSIGNED: 'returned',
  UNREADABLE: 'overdue',
}

/** A verdict in a word. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('signatures')
  return <StateBadge tone={tones[verdict]}>{t(`verdict.${verdict}`)}</StateBadge>
}

/** A verdict of a report: a file without signatures is not undecided, it is unsigned. */
export const verdictOf = (report: { verdict: Verdict; signatures: readonly unknown[] }): Verdict =>
  report.signatures.length === 0 ? 'UNSIGNED' : report.verdict

/** The server's sentences: what stands at the margin heads what is indented under it. */
function grouped(lines: readonly string[]): { head: string; facts: { label: string; value: string }[] }[] {
  const groups: { head: string; facts: { label: string; value: string }[] }[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const at = line.indexOf(': ')
    if (line.startsWith('  ') && groups.length > 0)
      groups.at(-1)!.facts.push({ label: line.slice(0, at).trim(), value: line.slice(at + 2) })
    else groups.push({ head: line.trim(), facts: [] })
  }
  return groups
}

/** What a verification found, signature by signature, in plain words: who, when, what it covers, what came after. */
export function VerdictLines({ lines }: { lines: { vi: readonly string[]; en: readonly string[] } }) {
  const { i18n } = useTranslation('signatures')
  // The first line of a signed file is the verdict, which stands above already.
  const all = grouped(i18n.language === 'en' ? lines.en : lines.vi)
  const groups = all.length > 1 && all[0]!.facts.length === 0 ? all.slice(1) : all
  return (
    <div className={styles['verdicts']}>
      {groups.map((group) => (
        <section key={group.head}>
          <h4>{group.head}</h4>
          {group.facts.length > 0 ? (
            <dl className={styles['facts']}>
              {group.facts.map((fact) => (
                <div key={`${fact.label}${fact.value}`}>
                  <dt>{fact.label}</dt>
                  <dd>{fact.value}</dd>
                </div>
              ))}
            </dl>
          ) : null}
        </section>
      ))}
    </div>
  )
}
