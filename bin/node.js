#!/usr/bin/env node
// Runs a script of this project with a Node new enough for it. Written so that an old Node (20) can run it:
// when the machine's own Node is older than 24, the binary that the lock file brings takes over.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const WANTED = 24

/** @returns {string} path of a Node binary of at least version 24; exits with a sentence when there is none. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return process.execPath
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own)) return own
  console.error(
    `Văn Khố cần Node ${WANTED} trở lên (máy này có ${process.version}). Hãy chạy "npm install" trong thư mục của sản phẩm, hoặc cài Node ${WANTED}.\n` +
      `Văn Khố needs Node ${WANTED} or newer (this one is ${process.version}). Run "npm install" in its folder, or install Node ${WANTED}.`,
  )
  process.exit(4)
}

/** Runs `args` with that Node, passes signals on, and ends with its exit code. */
export function runNode(args, env = process.env) {
  const child = spawn(findNode(), ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) runNode(process.argv.slice(2))
