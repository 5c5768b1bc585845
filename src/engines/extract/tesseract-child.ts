/**
 * Runs in a process of its own: tesseract.js on one PNG from standard input; its argument is the page segmentation
 * mode; TSV to standard output. Language data come from the npm package, never from a network.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { createWorker, OEM, type PSM } from 'tesseract.js'

const require = createRequire(import.meta.url)
const langPath = join(dirname(require.resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int')
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const worker = await createWorker('vie', OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: 'none' })
await worker.setParameters({ tessedit_pageseg_mode: (process.argv[2] ?? '4') as PSM })
const { data } = await worker.recognize(Buffer.concat(chunks), {}, { tsv: true, text: false })
process.stdout.write(data.tsv ?? '', () => process.exit(0))
