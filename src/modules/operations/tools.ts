/** Which of the system's tools are there. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Tool {
  readonly name: string
  /** Debian's package. */
  readonly package: string
}

const wanted: readonly (Tool & { args: readonly string[]; find?: RegExp })[] = [
  { name: 'tesseract', package: 'tesseract-ocr', args: ['--version'] },
  { name: 'tesseract: vie', package: 'tesseract-ocr-vie', args: ['--list-langs'], find: /^vie$/m },
  { name: 'pdftotext', package: 'poppler-utils', args: ['-v'] },
  { name: 'pdftoppm', package: 'poppler-utils', args: ['-v'] },
]

/** Asks each tool for its version, with a limit of five seconds. */
export async function findTools(): Promise<{ missing: Tool[] }> {
  const missing: Tool[] = []
  for (const tool of wanted) {
    try {
      const { stdout, stderr } = await run(tool.name.split(':')[0]!, [...tool.args], { timeout: 5000 })
      if (tool.find && !tool.find.test(`${stdout}\n${stderr}`)) missing.push(tool)
    } catch {
      missing.push(tool)
    }
  }
  return { missing: missing.map(({ name, package: p }) => ({ name, package: p })) }
}
