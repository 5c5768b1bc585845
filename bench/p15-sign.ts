/**
 * P15: what a PAdES signature costs. Signing against the bare key operation (`openssl speed rsa2048`, one core, like ours); verifying
 * against poppler's `pdfsig` with the root in an NSS database: our function on files in memory, as the rooms use it, and our command as a
 * process of its own, as scripts use it. pdfsig has no other form than a process; it neither looks at revocation nor at what
 * changed after a signature.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { signPdf, verifyPdf } from '#engines/sign/index.ts'
import { type Kit, makeKit, NOW, SIGNED_AT } from '#engines/sign/test/kit.ts'
import { paper } from '#engines/sign/test/papers.ts'
import { type Bar, comparePairs, type Part, time } from './kit.ts'

const RUN = 1500
const FILES = 20
const root = join(import.meta.dirname, '..')

/** Papers as they are signed: some text, one with cross-reference streams. */
async function papers(): Promise<Buffer[]> {
  return [await paper('table', { pages: 3 }), await paper('streams', { pages: 3 })]
}

async function signing(kit: Kit, tell: (line: string) => void): Promise<Part> {
  const [table, streams] = await papers()
  return comparePairs(
    {
      name: 'sign, PAdES B-B, RSA 2048',
      size: `${RUN} signatures a run, ${Math.round(table!.length / 1024)} KB`,
      unit: 'signatures/s',
      peer: 'openssl speed rsa2048, one core',
      limit: { better: 'more', pass: 0.2, aim: 0.5 },
      pairs: 7,
      async ours() {
        const took = await time(async () => {
          for (let i = 0; i < RUN; i++)
            await signPdf(i % 2 ? table! : streams!, kit.signer, { time: SIGNED_AT, reason: 'Ký ban hành' })
        })
        return (RUN * 1000) / took
      },
      async theirs() {
        const said = execFileSync('openssl', ['speed', '-elapsed', '-seconds', '1', 'rsa2048'], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        })
        return Number(/rsa 2048 bits\s+\S+\s+\S+\s+([\d.]+)/.exec(said)![1])
      },
    },
    tell,
  )
}

async function verifying(kit: Kit, tell: (line: string) => void): Promise<Part[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
  try {
    const nss = join(folder, 'nss')
    mkdirSync(nss)
    const pem = join(folder, 'root.pem')
    writeFileSync(pem, kit.root.pem)
    execFileSync('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password'])
    execFileSync('certutil', ['-A', '-d', `sql:${nss}`, '-n', 'root', '-t', 'CT,C,C', '-i', pem])
    const files: { path: string; bytes: Uint8Array }[] = []
    for (let i = 0; i < FILES; i++) {
      const original = (await papers())[i % 2]!
      const once = await signPdf(original, kit.signer, { time: SIGNED_AT })
      const bytes = await signPdf(once, kit.seal, { time: SIGNED_AT })
      const path = join(folder, `${i}.pdf`)
      writeFileSync(path, bytes)
      files.push({ path, bytes })
    }
    const pdfsig = (): Promise<number> =>
      rate(() => {
        for (const { path } of files) {
          const said = spawnSync('pdfsig', ['-nssdir', `sql:${nss}`, path], { encoding: 'utf8' }).stdout
          if (said.match(/Certificate is Trusted/g)?.length !== 2) throw new Error('pdfsig does not trust the root')
        }
      })
    const common = {
      size: `${FILES} files with two signatures`,
      unit: 'files/s',
      limit: { better: 'more', pass: 1, aim: 3 } as const,
    }
    return [
      await comparePairs(
        {
          ...common,
          name: 'verify, in a running system',
          peer: 'pdfsig, a process a file',
          ours: () =>
            rate(() => {
              for (const { bytes } of files) must(verifyPdf(bytes, { trust: kit.trust, now: NOW }).verdict)
            }),
          theirs: pdfsig,
        },
        tell,
      ),
      await comparePairs(
        {
          ...common,
          name: 'verify, the command as a process',
          peer: 'pdfsig, a process a file',
          ours: () =>
            rate(() => {
              for (const { path } of files) {
                const words = [
                  '--disable-warning=ExperimentalWarning',
                  join(root, 'src', 'main.ts'),
                  'signature',
                  'verify',
                  path,
                  '--trust',
                  pem,
                  '--json',
                ]
                must(JSON.parse(spawnSync(process.execPath, words, { encoding: 'utf8' }).stdout).verdict)
              }
            }),
          theirs: pdfsig,
        },
        tell,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const rate = async (work: () => void): Promise<number> => (FILES * 1000) / (await time(work))

function must(verdict: string): void {
  if (verdict !== 'TOTAL-PASSED') throw new Error(`a good file is ${verdict}`)
}

const bar: Bar = {
  id: 'P15',
  title: 'signatures: sign, verify',
  async run(tell) {
    const kit = await makeKit()
    return [await signing(kit, tell), ...(await verifying(kit, tell))]
  },
}
export default bar
