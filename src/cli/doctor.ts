import { doctor as check } from '#modules/operations/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'
import { withKernel } from './with-kernel.ts'

const marks = { good: '✓', warning: '!', bad: '✗', unknown: '?' } as const

/** `vankho doctor`: 0 when nothing is bad, else 1. */
export async function doctor(o: CommonOptions): Promise<ExitCode> {
  const found = await withKernel(({ kernel, database }) => check(kernel, database.ownerUrl))
  print(o.json, found, () => found.checks.map((one) => `${marks[one.state]} ${one.title[o.lang]}: ${one.text[o.lang]}`))
  return found.ok ? 0 : 1
}
