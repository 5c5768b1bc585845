#!/usr/bin/env node
// The `vankho` command: a plain launcher that an old Node can run (see node.js beside it).
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findNode, runNode } from './node.js'

const main = join(dirname(realpathSync(fileURLToPath(import.meta.url))), '..', 'src', 'main.ts')
if (findNode() === process.execPath) await import(main)
else runNode([main, ...process.argv.slice(2)])
