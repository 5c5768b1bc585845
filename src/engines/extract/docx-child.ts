/** Reads one Word file in a process of its own: `node docx-child.ts PATH` prints a `DocxContent` as JSON. */
import { readFile } from 'node:fs/promises'
import { readDocx } from './docx.ts'

process.stdout.write(JSON.stringify(await readDocx(await readFile(process.argv[2]!))))
