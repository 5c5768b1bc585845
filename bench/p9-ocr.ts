/**
 * P9: pages of scans read by the whole way – drawing, turning upright, recognising, stamps – against the engine's own command line on the
 * same pages, drawn beforehand, two at a time as ours; and what it does to a page of the register meanwhile, at the smallest size of
 * load data. `BENCH_OCR_FILES`: how many scans.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { extractText } from '#engines/extract/index.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { makeInventedDocuments } from '../tools/invented/index.ts'
import { type Bar, comparePairs, quantile, time } from './kit.ts'
import { loadedOffice, sizes } from './loaded.ts'

const FILES = Number(process.env['BENCH_OCR_FILES'] ?? 6)
const LISTS = 60

const bar: Bar = {
  id: 'P9',
  title: 'OCR of scans',
  async run(tell) {
    const folder = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
    try {
      const scans: string[] = []
      for await (const { bytes } of makeInventedDocuments({ seed: 9, count: FILES, kinds: ['scan'] })) {
        const path = join(folder, `${scans.length}.pdf`)
        writeFileSync(path, bytes)
        execFileSync('pdftoppm', ['-r', '300', '-gray', '-png', path, join(folder, `p${scans.length}`)])
        scans.push(path)
      }
      const pages = readdirSync(folder).filter((name) => name.endsWith('.png')).length
      const read = async () => {
        let seen = 0
        for (const path of scans) {
          const { pages: found, findings } = await extractText(path, { ocr: 'always', maxOcrPages: 1000 })
          if (findings.some((one) => one.code === 'EXTRACT_NO_OCR')) throw new Error('no OCR engine')
          seen += found.length
        }
        if (seen !== pages) throw new Error(`${seen} of ${pages} pages were read`)
      }
      const engine = `ls '${folder}'/*.png | xargs -P 2 -I{} tesseract {} stdout -l vie --psm 4 --dpi 300`
      const theirs = () =>
        execFileSync('sh', ['-c', engine], {
          stdio: ['ignore', 'ignore', 'ignore'],
          env: { ...process.env, OMP_THREAD_LIMIT: '1' },
        })
      const size = sizes()[0]!
      const { kernel, actors } = await loadedOffice(size, tell)
      const list = kernel.handler(incoming.list)
      const lists = async () => {
        const times: number[] = []
        for (let i = 0; i < LISTS; i++)
          times.push(
            await time(() =>
              kernel.run(list, actors.registry, { params: {}, query: { sort: i % 2 ? 'due' : '-arrival' }, body: {} }),
            ),
          )
        return quantile(times, 0.95)
      }
      await lists()
      return [
        await comparePairs(
          {
            name: 'pages of scans',
            size: `${scans.length} scans, ${pages} pages`,
            unit: 'pages/s',
            peer: 'tesseract, the same pages drawn beforehand',
            limit: { better: 'more', pass: 0.9, aim: 0.97 },
            ours: async () => (pages * 1000) / (await time(read)),
            theirs: async () => (pages * 1000) / (await time(theirs)),
          },
          tell,
        ),
        await comparePairs(
          {
            name: 'register while scans are read, p95',
            size: `${size.toLocaleString('en')} documents, ${LISTS} pages`,
            unit: 'ms',
            peer: 'the same with nothing beside it',
            limit: { better: 'less', pass: 1.5, aim: 1.5 },
            async ours() {
              const reading = read()
              try {
                // once pages are being read
                await new Promise((resolve) => setTimeout(resolve, 1500))
                return await lists()
              } finally {
                await reading
              }
            },
            theirs: lists,
          },
          tell,
        ),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
export default bar
