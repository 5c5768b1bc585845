import process from 'node:process'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { ExitCode } from '../main.ts'

/** Tells an error on standard error in the user's language. @returns the exit code it means */
export function report(error: unknown, lang: 'vi' | 'en'): ExitCode {
  if (error instanceof AppError) {
    console.error(sentence(error.code, lang, error.facts))
    return error.status >= 500 ? 4 : 2
  }
  const code = (error as NodeJS.ErrnoException).code
  const path = (error as NodeJS.ErrnoException).path ?? ''
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
    console.error(lang === 'vi' ? `Không đọc được ${path} (${code})` : `Cannot read ${path} (${code})`)
    return 2
  }
  console.error(error instanceof Error ? error.stack : error)
  return 4
}

/** One JSON value on standard output, or lines for people. */
export function print(isJson: boolean | undefined, value: unknown, lines: () => string[]): void {
  process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : `${lines().join('\n')}\n`)
}
