import { readFile, writeFile } from 'node:fs/promises'
import { checkLayout, findingSentence, fixLayout, type LayoutReport, readDocument } from '#engines/layout/index.ts'
import { dayOf, systemClock } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { Override } from '#regimes/index.ts'
import { type FormRules, findFormRules, mergeForm } from '#regimes/layout/index.ts'
import type { Regime } from '#regimes/types.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'

interface LayoutOptions extends CommonOptions {
  regime?: string
  date?: string
  rules?: string
}

/** `vankho layout check FILE --regime state|party [--date YYYY-MM-DD] [--rules FILE]` */
export async function check(file: string, options: LayoutOptions): Promise<ExitCode> {
  const of = await rulesFor(options)
  if (typeof of === 'number') return of
  const document = await readDocument(await readFile(file))
  const { mendable: _, ...report } = checkLayout(document, of)
  print(options.json, report, () => lines(report, options.lang))
  return report.findings.some((finding) => finding.severity === 'error') ? 1 : 0
}

/** `vankho layout fix FILE -o OUT --regime …`; 1: findings are left that a person must mend */
export async function fix(file: string, options: LayoutOptions & { out?: string; only?: string }): Promise<ExitCode> {
  const of = await rulesFor(options)
  if (typeof of === 'number') return of
  const only = options.only?.split(',').map((id) => id.trim())
  const { bytes, fixed, left } = await fixLayout(await readFile(file), only ? { ...of, only } : of)
  await writeFile(options.out!, bytes)
  const words = options.lang === 'vi' ? { fixed: 'Đã sửa', left: 'Còn lại' } : { fixed: 'Mended', left: 'Left' }
  print(options.json, { fixed, left }, () => [
    `${words.fixed}: ${fixed.length === 0 ? '–' : fixed.join(', ')}`,
    `${words.left}: ${left.length}`,
    ...left.map((finding) => findingSentence(finding, options.lang)),
  ])
  return left.some((finding) => finding.severity === 'error') ? 1 : 0
}

/** Rules of the regime and day, with an installation's overrides laid over; else the exit code that says why not. */
async function rulesFor({
  regime,
  date,
  rules: file,
  lang,
}: LayoutOptions): Promise<{ regime: Regime; date: string; rules: FormRules } | ExitCode> {
  const say = (vi: string, en: string) => console.error(lang === 'vi' ? vi : en)
  if (regime !== 'state' && regime !== 'party') {
    say('Cần --regime state hoặc --regime party.', '--regime state or --regime party is needed.')
    return 2
  }
  const day = date ?? today()
  if (!isDay(day)) {
    say(`Ngày “${day}” không phải ngày dạng YYYY-MM-DD.`, `“${day}” is no date of the form YYYY-MM-DD.`)
    return 2
  }
  const shipped = findFormRules(regime, day)
  if (!shipped) {
    say(
      `Không có quy tắc thể thức cho ngày ${day}: quy tắc của Nhà nước bắt đầu từ 05/3/2020, của Đảng từ 03/4/2018.`,
      `There are no rules of form for ${day}: those of the State begin on 5/3/2020, of the Party on 3/4/2018.`,
    )
    return 3
  }
  return { regime, date: day, rules: file === undefined ? shipped : mergeForm(shipped, await overridesOf(file)) }
}

async function overridesOf(file: string): Promise<Override[]> {
  const unreadable = new AppError('LAYOUT_RULES_UNREADABLE', { facts: { file } })
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable
    throw error
  }
  if (!Array.isArray(value)) throw unreadable
  return value as Override[]
}

/** The day in Vietnam. */
const today = () => dayOf(systemClock.now())

const isDay = (text: string) => {
  const time = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function lines(report: Omit<LayoutReport, 'mendable'>, lang: 'vi' | 'en'): string[] {
  const type = report.documentType ?? (lang === 'vi' ? 'chưa rõ loại' : 'type not told')
  const head = lang === 'vi' ? `Thể thức: ${type} (${report.ruleSet})` : `Form: ${type} (${report.ruleSet})`
  if (report.findings.length === 0)
    return [head, lang === 'vi' ? 'Đúng thể thức, không có lỗi.' : 'The form is right: no findings.']
  return [head, ...report.findings.map((finding) => findingSentence(finding, lang))]
}
