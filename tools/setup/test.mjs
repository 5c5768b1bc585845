// `npm test`: installs what it needs, then lint, types, generated files, unit, database (embedded 18; with CI=true also
// Debian's 15) and browser tests. Ends with one plain line for the whole run: `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { ensurePackages, ensureWeb, nodeBinary, root } from './common.mjs'
import { ensureDebianPackages } from './debian.mjs'

ensurePackages()
ensureDebianPackages()
const only = process.argv.slice(2)
const isCi = process.env['CI'] === 'true'
const reports = mkdtempSync(join(tmpdir(), 'vankho-report-'))
const total = { passed: 0, failed: 0, skipped: 0 }

/** One step that either passes or fails as a whole. */
function step(name, args, env = {}) {
  console.log(`\n── ${name}`)
  const done = spawnSync(nodeBinary(), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  total[done.status === 0 ? 'passed' : 'failed'] += 1
  return done.status === 0
}

/** A vitest run; its single tests are counted. */
function suite(name, config, env = {}, filter = []) {
  console.log(`\n── ${name}`)
  const report = join(reports, `${total.passed}-${Math.random().toString(36).slice(2)}.json`)
  const done = spawnSync(
    nodeBinary(),
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--config',
      config,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      // Many processes share few cores there: a test that fails is tried once more, and told below, never silently.
      ...(isCi ? ['--retry=1'] : []),
      ...filter,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  )
  if (!existsSync(report)) {
    total.failed += 1
    return
  }
  const result = JSON.parse(readFileSync(report, 'utf8'))
  total.passed += result.numPassedTests
  total.failed += result.numFailedTests
  total.skipped += result.numPendingTests + (result.numTodoTests ?? 0)
  for (const file of result.testResults)
    for (const test of file.assertionResults)
      if (test.status === 'pending' || test.status === 'skipped') console.log(`bỏ qua | skipped: ${test.fullName}`)
  // A file that could not even be loaded counts as a failure although none of its tests ran.
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  total.failed += unloaded
  if (done.status !== 0 && result.numFailedTests === 0 && unloaded === 0) total.failed += 1
}

if (only.length > 0) suite('Chọn lọc | Chosen tests', 'vitest.config.ts', {}, only)
else {
  step('Định dạng, quy tắc | Format and lint', [
    join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'ci',
    '--error-on-warnings',
  ])
  step('Kiểu | Types', [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'])
  step('Tệp sinh ra còn mới | Generated files are fresh', [join(root, 'tools', 'generate.ts'), '--check'])
  suite('Đơn vị và cơ sở dữ liệu (PostgreSQL 18 nhúng) | Unit and database', 'vitest.config.ts')
  if (isCi)
    suite(
      'Cơ sở dữ liệu trên PostgreSQL 15 | Database tests on PostgreSQL 15',
      'vitest.config.ts',
      { VANKHO_TEST_PG: '15' },
      ['.db.test.ts'],
    )
  if (existsSync(join(root, 'e2e', 'vitest.config.ts'))) {
    ensureWeb()
    suite('Trình duyệt | Browser', 'e2e/vitest.config.ts')
  }
}
rmSync(reports, { recursive: true, force: true })
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed === 0 ? 0 : 1)
