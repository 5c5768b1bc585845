/** `bag-info.txt` (before 0.96 `package-info.txt`). */
import type { Findings } from '../findings.ts'
import { linesOf } from './declaration.ts'

export type Info = readonly (readonly [label: string, value: string])[]

/** Labels and values in their order; labels may come again, a line that begins with a blank goes on with the one before. */
export function readInfo(path: string, text: string, findings: Findings): Info {
  const out: [string, string][] = []
  for (const [i, line] of linesOf(text).entries()) {
    if (line.trim() === '') continue
    const last = out.at(-1)
    if (/^[ \t]/.test(line) && last) {
      last[1] = `${last[1]} ${line.trim()}`.trim()
      continue
    }
    const found = /^([^:\s][^:]*?):[ \t]*(.*)$/.exec(line) ?? /^([^:\s][^:]*?)[ \t]*:[ \t]*(.*)$/.exec(line)
    if (!found) findings.error('BAGIT-INFO-LINE', path, 'bagInfoLine', { line: i + 1 })
    else out.push([found[1]!.trim(), found[2]!.trim()])
  }
  return out
}

export const valuesOf = (info: Info, label: string): string[] =>
  info.filter(([one]) => one.toLowerCase() === label.toLowerCase()).map(([, value]) => value)

/** Holds what the bag says of itself against what lies in it. @param isPending files of `fetch.txt` are not there yet */
export function checkInfo(
  path: string,
  info: Info,
  payload: { bytes: number; files: number },
  isRfc: boolean,
  isPending: boolean,
  findings: Findings,
): void {
  const oxums = valuesOf(info, 'Payload-Oxum')
  if (oxums.length > 1) findings.add('BAGIT-OXUM-REPEATED', isRfc ? 'error' : 'warning', path, 'bagOxumRepeated')
  for (const value of oxums) {
    const found = /^(\d+)\.(\d+)$/.exec(value)
    if (!found) findings.error('BAGIT-OXUM', path, 'bagOxumForm', { value })
    else if (!isPending && (Number(found[1]) !== payload.bytes || Number(found[2]) !== payload.files))
      findings.error('BAGIT-OXUM', path, 'bagOxum', { value, found: `${payload.bytes}.${payload.files}` })
  }
  for (const value of valuesOf(info, 'Bagging-Date'))
    if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value))
      findings.warning('BAGIT-DATE', path, 'bagDate', { value })
}

/** Text of a `bag-info.txt`. Values are kept on one line: a line feed in one would begin another label. */
export const writeInfo = (info: Info): string =>
  info.map(([label, value]) => `${label}: ${value.replace(/\s*[\r\n]+\s*/g, ' ').trim()}\n`).join('')
