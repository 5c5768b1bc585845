/** A process that uses the embedded server of a home until it is told to go (or killed): for tests. */
import process from 'node:process'
import { startEmbedded } from '../index.ts'

const server = await startEmbedded({ home: process.argv[2]!, fsync: false })
process.stdout.write(`${server.pid}\n`)
process.on('SIGTERM', async () => {
  await server.release()
  process.exit(0)
})
setInterval(() => {}, 1000)
