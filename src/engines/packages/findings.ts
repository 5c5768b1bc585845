/** Findings gathered in the order of the checks, each fault once. */
import type { Facts } from '#platform/errors/index.ts'
import { type Said, SENTENCES } from './sentences.ts'
import type { Finding, Level } from './types.ts'

const MOST = 10_000

export class Findings {
  readonly list: Finding[] = []
  private readonly known = new Set<string>()
  private left = 0

  add(ruleId: string, level: Level, path: string, said: Said, facts: Facts = {}): void {
    const key = `${ruleId}\n${path}\n${said}\n${Object.values(facts).join('\n')}`
    if (this.known.has(key)) return
    if (this.list.length >= MOST && level !== 'error') {
      this.left++
      return
    }
    if (this.list.length >= MOST * 2) return
    this.known.add(key)
    this.list.push({ ruleId, level, path, said, facts })
  }

  error(ruleId: string, path: string, said: Said, facts?: Facts): void {
    this.add(ruleId, 'error', path, said, facts)
  }
  warning(ruleId: string, path: string, said: Said, facts?: Facts): void {
    this.add(ruleId, 'warning', path, said, facts)
  }
  info(ruleId: string, path: string, said: Said, facts?: Facts): void {
    this.add(ruleId, 'info', path, said, facts)
  }

  get hasErrors(): boolean {
    return this.list.some((one) => one.level === 'error')
  }

  /** All findings; when there were too many, the last one says how many more. */
  all(): Finding[] {
    if (this.left === 0) return this.list
    return [
      ...this.list,
      { ruleId: 'PACKAGE-MORE', level: 'info', path: '', said: 'more', facts: { count: this.left } },
    ]
  }
}

/** One finding in words. */
export function findingMessage(finding: Finding, lang: 'vi' | 'en'): string {
  return SENTENCES[finding.said][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(finding.facts[name] ?? '…'))
}
