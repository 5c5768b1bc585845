/** The kinds of fault that many components share. */
import { at, type Expected, type Fault, reword, without } from './fault.ts'

export const missing = (
  name: string,
  regimes: Fault['regimes'],
  part: Parameters<typeof without>[number],
  component: string,
  more: Partial<Fault> = {},
): Fault => ({
  name: `${name}-missing`,
  regimes,
  rule: `5.1, 5.3 ${component}: missing`,
  expected: at(component, 'missing'),
  apply: without(part),
  ...more,
})

export const worded = (
  name: string,
  regimes: Fault['regimes'],
  part: Parameters<typeof reword>[0],
  expected: Expected[],
  rule: string,
  from: RegExp | string,
  to: string | ((found: string) => string),
  more: Partial<Fault> = {},
): Fault => ({
  name,
  regimes,
  rule,
  expected,
  apply: reword(part, from, to),
  ...more,
})
