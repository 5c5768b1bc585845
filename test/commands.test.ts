/** The command line as scripts meet it: exit codes, language, nothing but the answer on standard output (cli.md). */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'vankho-commands-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function vankho(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'src', 'main.ts'), ...words],
      { env: { PATH: process.env['PATH'] ?? '', VANKHO_HOME: join(folder, 'home') } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe('wrong usage', () => {
  it.each([
    [['nosuch'], /^Không có lệnh “nosuch”\.\nCách dùng: vankho /],
    [['extrac', 'x'], /Có phải: extract\?/],
    [['extract'], /^Còn thiếu <file>\.\nCách dùng: vankho extract /],
    [['--lang', 'en', 'extract'], /^<file> is missing\.\nUsage: vankho extract /],
    [['text', '--bogus', 'x'], /^Không có tùy chọn “--bogus”/],
    [['text', 'a', 'b'], /^Thừa tham số/],
    [['audit', 'export'], /^Cần tùy chọn “-o, --out <file>”/],
    [['import', 'nosuch', 'x.csv'], /“nosuch”/],
    [['search', 'x'], /^Cần tùy chọn “--user <name>”/],
  ])('%j is told in the language asked for, with exit 2', async (words, sentence) => {
    const { code, out, err } = await vankho(...words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(sentence)
    expect(err).not.toMatch(/ {4}at /)
  })

  it('help and version are answers', async () => {
    expect(await vankho('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    })
    expect(await vankho('extract', '--help')).toMatchObject({ code: 0, err: '' })
  })
})

describe('input that cannot be read', () => {
  it.each([
    ['nothing there', () => join(folder, 'none.pdf'), /không có tệp này/],
    ['an empty file', () => file('empty.pdf', ''), /Tệp rỗng/],
    ['a PDF that is cut off', () => file('cut.pdf', '%PDF-1.7\n1 0 obj\n<<'), /hỏng/],
    [
      'noise',
      () =>
        file(
          'noise.pdf',
          Uint8Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256),
        ),
      /định dạng/,
    ],
    ['a folder', () => folder, /không phải là tệp/],
  ])('%s: a sentence and exit 2', async (_, path, sentence) => {
    for (const command of ['extract', 'text']) {
      const { code, out, err } = await vankho(command, path(), '--json')
      expect({ command, code, out }).toEqual({ command, code: 2, out: '' })
      expect(err).toMatch(sentence)
    }
  })

  it('an audit log that is none: one JSON value for programs, a sentence for people', async () => {
    const log = file('log', 'hello\n')
    const forPrograms = await vankho('audit', 'verify', log, '--json')
    expect(forPrograms).toMatchObject({ code: 2, err: '' })
    expect(JSON.parse(forPrograms.out)).toMatchObject({ valid: null, why: 'not-a-log' })
    const forPeople = await vankho('audit', 'verify', log)
    expect(forPeople).toMatchObject({ code: 2, out: '' })
    expect(forPeople.err).toMatch(/không phải nhật ký/)
  })
})
