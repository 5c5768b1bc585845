/**
 * Writes invented documents and their catalogue into a folder:
 *   node bin/node.js tools/invented/run.ts --out DIR [--count 23] [--seed 7] [--kinds scan,docx] [--regime state|party] [--dpi 150] [--until YYYY-MM-DD]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { allKinds, type Kind, makeInventedDocuments, type Truth } from './index.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    count: { type: 'string', default: '23' },
    seed: { type: 'string', default: '7' },
    kinds: { type: 'string' },
    regime: { type: 'string' },
    dpi: { type: 'string', default: '150' },
    until: { type: 'string', default: '2026-11-23' },
  },
})
const kinds = values.kinds?.split(',').map((kind) => kind.trim() as Kind)
const isWrong =
  values.out === undefined ||
  kinds?.some((kind) => !allKinds.includes(kind)) ||
  (values.regime !== undefined && values.regime !== 'state' && values.regime !== 'party') ||
  !(Number(values.count) > 0) ||
  !/^\d{4}-\d{2}-\d{2}$/.test(values.until) ||
  !(Number(values.dpi) >= 50 && Number(values.dpi) <= 400)
if (isWrong) {
  console.error(
    `--out DIR [--count 23] [--seed 7] [--kinds ${allKinds.join(',')}] [--regime state|party] [--dpi 150] [--until 2026-11-23]`,
  )
  process.exit(2)
}

const out = values.out!
mkdirSync(out, { recursive: true })
const catalogue: Truth[] = []
const options = { seed: values.seed, count: Number(values.count), kinds, dpi: Number(values.dpi), until: values.until }
const regime = values.regime as 'state' | 'party' | undefined
for await (const { fileName, bytes, truth } of makeInventedDocuments({ ...options, regime })) {
  writeFileSync(join(out, fileName), bytes)
  catalogue.push(truth)
}
writeFileSync(join(out, 'catalogue.json'), `${JSON.stringify(catalogue, null, 2)}\n`)
console.log(`${catalogue.length} tệp, danh mục: ${join(out, 'catalogue.json')}`)
