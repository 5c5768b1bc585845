import { readFile } from 'node:fs/promises'
import { readTrust, verificationLines, verifyPdf } from '#engines/sign/index.ts'
import { trustFiles } from '#modules/signatures/trust-folder.ts'
import { systemClock } from '#platform/clock/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'

type Options = CommonOptions & Record<string, string | boolean | undefined>

/** 0 all passed · 1 one failed · 3 undecided, or nothing is signed */
const EXIT = { 'TOTAL-PASSED': 0, 'TOTAL-FAILED': 1, INDETERMINATE: 3 } as const

/** `vankho signature verify FILE [--trust DIR]`: needs nothing but the files. */
export async function verify(file: string, o: Options): Promise<ExitCode> {
  try {
    const bytes = await readFile(file)
    const trust = typeof o['trust'] === 'string' ? readTrust(await trustFiles(o['trust'])) : undefined
    const found = verifyPdf(bytes, { ...(trust ? { trust } : {}), now: systemClock.now() })
    print(o.json, found, () => verificationLines(found, o.lang, trust !== undefined))
    return EXIT[found.verdict]
  } catch (error) {
    return report(error, o.lang)
  }
}
