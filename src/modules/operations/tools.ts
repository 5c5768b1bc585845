/** Which of the system's tools are there. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Tool {
  readonly name: string
  /** Debian's package. */
  readonly package: string
}

/** `reading`: words out of scans; `converting`: pages of office files, copies for the archive. */
export type ToolUse = 'reading' | 'converting'

const wanted: Readonly<Record<ToolUse, readonly (Tool & { args: readonly string[]; find?: RegExp })[]>> = {
  reading: [
    { name: 'tesseract', package: 'tesseract-ocr', args: ['--version'] },
    { name: 'tesseract: vie', package: 'tesseract-ocr-vie', args: ['--list-langs'], find: /^vie$/m },
    { name: 'pdftotext', package: 'poppler-utils', args: ['-v'] },
    { name: 'pdftoppm', package: 'poppler-utils', args: ['-v'] },
  ],
  converting: [
    { name: 'gs', package: 'ghostscript', args: ['--version'] },
    { name: 'soffice', package: 'libreoffice-writer', args: ['--version'] },
  ],
}

/** Asks each tool for its version, with a limit of five seconds. */
export async function findTools(use: ToolUse): Promise<{ missing: Tool[] }> {
  const missing: Tool[] = []
  for (const tool of wanted[use]) {
    try {
      const { stdout, stderr } = await run(tool.name.split(':')[0]!, [...tool.args], { timeout: 5000 })
      if (tool.find && !tool.find.test(`${stdout}\n${stderr}`)) missing.push(tool)
    } catch {
      missing.push(tool)
    }
  }
  return { missing: missing.map(({ name, package: p }) => ({ name, package: p })) }
}
