/** The command line as scripts meet it: exit codes, language, nothing but the answer on standard output (cli.md). */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

describe('signature verify', () => {
  it('a PDF without signature is undecided; what is no PDF is unreadable', async () => {
    const { paper } = await import('../src/engines/sign/test/papers.ts')
    const plain = file('plain.pdf', await paper())
    const { code, out, err } = await vankho('signature', 'verify', plain, '--json')
    expect({ code, err, ...JSON.parse(out) }).toMatchObject({
      code: 3,
      err: '',
      verdict: 'INDETERMINATE',
      signatures: [],
    })
    const broken = await vankho('signature', 'verify', file('no.pdf', 'hello'), '--json', '--lang', 'en')
    expect(broken).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/no PDF/) })
    expect(await vankho('signature', 'verify', plain, '--trust', join(folder, 'none'))).toMatchObject({
      code: 2,
      out: '',
    })
  })

  it('signed: 0 with the root, 3 without, 1 altered, in the language asked for', async () => {
    const { makeKit, SIGNED_AT } = await import('../src/engines/sign/test/kit.ts')
    const { paper } = await import('../src/engines/sign/test/papers.ts')
    const { signPdf } = await import('../src/engines/sign/index.ts')
    const kit = await makeKit()
    const bytes = await signPdf(await paper(), kit.signer, { time: SIGNED_AT })
    const signed = file('signed.pdf', bytes)
    const root = file('root.pem', kit.root.pem)
    const passed = await vankho('signature', 'verify', signed, '--trust', root, '--json')
    expect({ code: passed.code, ...JSON.parse(passed.out) }).toMatchObject({ code: 0, verdict: 'TOTAL-PASSED' })
    expect(await vankho('signature', 'verify', signed)).toMatchObject({
      code: 3,
      out: expect.stringMatching(/CHƯA KẾT LUẬN ĐƯỢC[\s\S]*--trust/),
    })
    const altered = file(
      'altered.pdf',
      Uint8Array.from(bytes, (octet, i) => (i === 50 ? octet ^ 1 : octet)),
    )
    expect(await vankho('signature', 'verify', altered, '--trust', root, '--lang', 'en')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/NOT VALID/),
    })
  })
})

describe('layout check and fix', () => {
  const documents = async () => (await import('../src/engines/layout/test/corpus.ts')).corpus('commands')

  it('0 where the form is right, 1 where it is not, 3 before the rules began, 2 for what is no document', async () => {
    const all = await documents()
    const right = all.find((one) => one.faults.length === 0 && one.regime === 'state')!
    const wrong = all.find((one) => one.faults.includes('page-letter') && one.regime === 'party')!
    const [good, bad] = [file('right.docx', await right.docx), file('wrong.docx', await wrong.docx)]
    const passed = await vankho('layout', 'check', good, '--regime', 'state', '--date', right.date, '--json')
    expect({ code: passed.code, err: passed.err, ...JSON.parse(passed.out) }).toMatchObject({
      code: 0,
      err: '',
      regime: 'state',
      ruleSet: 'state-2020-03-05',
      findings: [],
    })
    const failed = await vankho('layout', 'check', bad, '--regime', 'party', '--date', wrong.date, '--json')
    expect(failed.code).toBe(1)
    expect(JSON.parse(failed.out).findings[0]).toMatchObject({
      ruleId: 'P-PAGE-SIZE',
      severity: 'error',
      component: 'page',
      aspect: 'size',
      page: null,
      fixable: true,
    })
    expect(await vankho('layout', 'check', good, '--regime', 'state', '--date', '2019-01-01', '--json')).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringMatching(/05\/3\/2020/),
    })
    expect(await vankho('layout', 'check', good, '--date', right.date)).toMatchObject({ code: 2, out: '' })
    expect(await vankho('layout', 'check', good, '--regime', 'state', '--date', '2026-02-30')).toMatchObject({
      code: 2,
    })
    const odd = file('odd.txt', 'Xin chào')
    expect(await vankho('layout', 'check', odd, '--regime', 'state', '--lang', 'en')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^Only Word files/),
    })
  })

  it('fix writes a file that passes; an installation’s own rules are laid over', async () => {
    const wrong = (await documents()).find((one) => one.faults.includes('page-letter') && one.regime === 'party')!
    const [bad, out] = [file('paper.docx', await wrong.docx), join(folder, 'mended.docx')]
    const of = ['--regime', 'party', '--date', wrong.date]
    const mended = await vankho('layout', 'fix', bad, '-o', out, ...of, '--json')
    expect({ code: mended.code, ...JSON.parse(mended.out) }).toEqual({ code: 0, fixed: ['P-PAGE-SIZE'], left: [] })
    expect((await vankho('layout', 'check', out, ...of)).code).toBe(0)
    const own = {
      collection: 'layoutPages',
      ruleId: 'page',
      effect: 'set',
      values: { papersMm: [{ name: 'Letter', width: 216, height: 279 }] },
      validFrom: '2020-01-01',
      validTo: null,
      basis: 'Quy chế thử nghiệm',
    }
    const rules = file('rules.json', JSON.stringify([own]))
    expect((await vankho('layout', 'check', bad, ...of, '--rules', rules)).code).toBe(0)
    expect(await vankho('layout', 'check', bad, ...of, '--rules', file('no.json', '{'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no\.json/),
    })
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

describe('standards install and list', () => {
  it('takes what it knows, names what it does not, with exit 2 for the latter', async () => {
    const { LOOK_ALIKES } = await import('../src/platform/standards/test/look-alikes.ts')
    const mets = file('mets-of-theirs.xml', LOOK_ALIKES.mets('1.3'))
    const other = file('other.xml', '<other/>')
    const { code, out, err } = await vankho('standards', 'install', mets, other, '--json', '--lang', 'en')
    expect(code).toBe(2)
    expect(err).toMatch(/^other\.xml belongs to no standard/)
    expect(JSON.parse(out)).toEqual([
      { path: mets, kind: 'mets', title: 'METS', version: '1.3', outcome: 'installed', before: null },
    ])
    expect(await vankho('standards', 'install', mets)).toMatchObject({ code: 0, err: '' })
    const listed = await vankho('standards', 'list', '--json')
    expect(JSON.parse(listed.out)).toMatchObject([{ kind: 'mets', version: '1.3' }])
    expect(await vankho('standards', 'install', folder)).toMatchObject({ code: 2 })
  })
})

describe('identify', () => {
  it('tells each file, one answer for each in order; an unknown format is an answer, what cannot be read is exit 2', async () => {
    const page = file('page.html', '<!DOCTYPE html><html><title>x</title></html>')
    const wrong = file('page.docx', '<!DOCTYPE html><html><title>x</title></html>')
    const unknown = file('some.qqq', 'x')
    const { code, out, err } = await vankho('identify', page, wrong, unknown, '--json', '--lang', 'en')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const html = { puid: 'fmt/471', name: 'HTML', version: '5', mime: 'text/html', method: 'signature' }
    const nothing = { puid: null, name: null, version: null, mime: null, method: 'none' }
    expect(JSON.parse(out)).toEqual([
      { path: page, ...html, warning: null },
      { path: wrong, ...html, warning: expect.stringMatching(/\.docx does not fit/) },
      { path: unknown, ...nothing, warning: 'The format is not known.' },
    ])
    const missing = await vankho('identify', join(folder, 'none'), folder, page, '--json')
    expect(missing.code).toBe(2)
    expect(missing.err).toMatch(/không có tệp này[\s\S]*không phải là tệp/)
    expect(JSON.parse(missing.out)).toHaveLength(1)
  })

  it('by the installed PRONOM files, which are remembered, or by those of a folder', async () => {
    const { LOOK_ALIKES } = await import('../src/platform/standards/test/look-alikes.ts')
    const invented = file('thing.inv', 'INV and so on')
    const puid = async (...words: string[]) =>
      JSON.parse((await vankho('identify', invented, '--json', ...words)).out)[0].puid
    expect(await puid()).toBeNull()
    const signatures = file('droid.xml', LOOK_ALIKES['pronom-signatures']('8'))
    expect((await vankho('standards', 'install', signatures)).code).toBe(0)
    expect(await puid()).toBe('x-inv/1')
    expect(await puid()).toBe('x-inv/1')
    const other = LOOK_ALIKES['pronom-signatures']('9').replaceAll('x-inv/1', 'x-inv/9')
    expect((await vankho('standards', 'install', file('droid9.xml', other))).code).toBe(0)
    expect(await puid()).toBe('x-inv/9')
    mkdirSync(join(folder, 'set'))
    file('set/droid.xml', LOOK_ALIKES['pronom-signatures']('1'))
    expect(await puid('--signatures', join(folder, 'set'))).toBe('x-inv/1')
    expect((await vankho('identify', invented, '--signatures', join(folder, 'nowhere'))).code).toBe(2)
    mkdirSync(join(folder, 'bare'))
    expect(await vankho('identify', invented, '--signatures', join(folder, 'bare'), '--lang', 'en')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^The signature file FFSignatureFile cannot be read/),
    })
  })
})

describe('package build and verify', () => {
  it('0 for what we make, 1 when a file was changed, 2 for what is no package, 3 for what is no known kind', async () => {
    mkdirSync(join(folder, 'pack'))
    writeFileSync(join(folder, 'pack', 'a.txt'), 'một')
    const metadata = file('bag.json', JSON.stringify({ id: 'TUI-01', 'Source-Organization': 'Sở Nội vụ' }))
    const out = join(folder, 'bag')
    const words = [
      'package',
      'build',
      '--profile',
      'bagit',
      '--metadata',
      metadata,
      '--files',
      join(folder, 'pack'),
      '-o',
      out,
    ]
    const made = await vankho(...words, '--json')
    expect({ code: made.code, err: made.err, ...JSON.parse(made.out) }).toEqual({
      code: 0,
      err: '',
      path: out,
      objectId: 'TUI-01',
      files: 5,
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await vankho(...words)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/đã có/) })
    const good = await vankho('package', 'verify', out, '--json')
    expect({ code: good.code, err: good.err, ...JSON.parse(good.out) }).toEqual({
      code: 0,
      err: '',
      profile: 'bagit',
      valid: true,
      findings: [],
    })
    writeFileSync(join(out, 'data', 'a.txt'), 'mội')
    const bad = await vankho('package', 'verify', out, '--json', '--lang', 'en')
    expect({ code: bad.code, ...JSON.parse(bad.out) }).toEqual({
      code: 1,
      profile: 'bagit',
      valid: false,
      findings: [
        { ruleId: 'BAGIT-CHECKSUM', level: 'error', path: 'data/a.txt', message: expect.stringMatching(/sha256/) },
      ],
    })
    expect(await vankho('package', 'verify', file('no.zip', 'hello'))).toMatchObject({ code: 2, out: '' })
    expect(await vankho('package', 'verify', join(folder, 'pack'))).toMatchObject({ code: 3 })
    expect(await vankho('package', 'verify', join(folder, 'nowhere'))).toMatchObject({ code: 2, out: '' })
    expect(await vankho('package', 'verify', out, '--profile', 'nosuch')).toMatchObject({ code: 2, out: '' })
    expect(await vankho('package', 'build', '--profile', 'bagit')).toMatchObject({ code: 2, out: '' })
    const broken = file('broken.json', '{')
    expect(await vankho(...words.with(5, broken).with(9, join(folder, 'other')))).toMatchObject({ code: 2, out: '' })
  })
})
