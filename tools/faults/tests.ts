/** Faults that the database tests deal already: run from here so that the report is whole. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const root = join(import.meta.dirname, '..', '..')

export interface TestsReport {
  readonly passed: number
  readonly failed: number
  /** What was proved, in the tests' own words. */
  readonly proved: readonly string[]
  readonly notProved: readonly string[]
}

/** @param files of tests, from the project's root */
export async function runTests(files: readonly string[]): Promise<TestsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-fault-tests-'))
  const report = join(folder, 'report.json')
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          join(root, 'node_modules', 'vitest', 'vitest.mjs'),
          'run',
          '--config',
          'vitest.config.ts',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...files,
        ],
        { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
      )
      child.once('error', reject)
      child.once('close', () => resolve())
    })
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
    }
    const tests = testResults.flatMap((file) => file.assertionResults)
    const notProved = [
      ...tests.filter((one) => one.status !== 'passed').map((one) => one.fullName),
      ...testResults.filter((file) => file.assertionResults.length === 0).map((file) => file.name),
    ]
    const proved = tests.filter((one) => one.status === 'passed').map((one) => one.fullName)
    return { passed: proved.length, failed: notProved.length, proved, notProved }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const isProved = (report: TestsReport): boolean => report.failed === 0 && report.passed > 0
