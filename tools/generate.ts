/** `npm run generate`: makes the committed generated files: table types, docs of permissions, errors, configuration, API. */

import process from 'node:process'
import { startTestServer } from '../test/global-setup.ts'
import { generateDocs } from './generate/docs.ts'
import { generateTypes } from './generate/types.ts'

const isCheck = process.argv.includes('--check')
const stale: string[] = []
const server = await startTestServer()
try {
  stale.push(...(await generateTypes(server.server, server.template, isCheck)))
  stale.push(...(await generateDocs(isCheck)))
} finally {
  await server.stop()
}
if (isCheck && stale.length > 0) {
  console.error(`Not fresh: ${stale.join(', ')}. Run: npm run generate`)
  process.exit(1)
}
console.log(isCheck ? 'Generated files are fresh.' : `Written: ${stale.join(', ') || 'nothing changed'}`)
process.exit(0)
