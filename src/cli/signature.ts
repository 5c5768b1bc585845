import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTrust, type TrustList, verificationLines, verifyPdf } from '#engines/sign/index.ts'
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
    const trust = typeof o['trust'] === 'string' ? await trustOf(o['trust']) : undefined
    const found = verifyPdf(bytes, { ...(trust ? { trust } : {}), now: systemClock.now() })
    print(o.json, found, () => verificationLines(found, o.lang, trust !== undefined))
    return EXIT[found.verdict]
  } catch (error) {
    return report(error, o.lang)
  }
}

/** Files of a trust folder; a file itself will do. Hidden ones and notes are passed over. */
async function trustOf(place: string): Promise<TrustList> {
  let names: string[]
  try {
    names = (await readdir(place, { withFileTypes: true }))
      .filter((one) => !one.isDirectory())
      .map((one) => join(place, one.name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error
    names = [place]
  }
  const wanted = names.filter((name) => /\.(pem|der|cer|crt|crl)$/i.test(name) || names.length === 1).sort()
  return readTrust(await Promise.all(wanted.map(async (name) => ({ name, bytes: await readFile(name) }))))
}
