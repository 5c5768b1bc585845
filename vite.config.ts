import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

/**
 * pdf.js loads its decoders (JBIG2, JPEG 2000), character maps and standard fonts by address at run time.
 * They are put under /pdfjs/ of our own origin, in the build and in the development server alike.
 * The sandbox that runs scripts of a PDF (quickjs) is left out on purpose: active content never runs here.
 */
function pdfjsFiles(): Plugin {
  const home = join(import.meta.dirname, 'node_modules/pdfjs-dist')
  const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs']
  const files = new Map<string, string>()
  for (const folder of folders) {
    for (const name of readdirSync(join(home, folder))) {
      if (!name.startsWith('quickjs')) files.set(`pdfjs/${folder}/${name}`, join(home, folder, name))
    }
  }
  return {
    name: 'vankho-pdfjs-files',
    generateBundle() {
      for (const [fileName, from] of files) this.emitFile({ type: 'asset', fileName, source: readFileSync(from) })
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const from = files.get((request.url ?? '').slice(1).split('?')[0] ?? '')
        if (!from) return next()
        if (from.endsWith('.js')) response.setHeader('content-type', 'text/javascript')
        if (from.endsWith('.wasm')) response.setHeader('content-type', 'application/wasm')
        response.end(readFileSync(from))
      })
    },
  }
}

/**
 * Text goes over the wire compressed: `x.js.br` and `x.js.gz` beside `x.js`, made once here, so that the server spends
 * nothing on it.
 */
function compressed(): Plugin {
  return {
    name: 'vankho-compressed',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(?:m?js|css|svg|html|wasm|json)$/.test(name))
      await Promise.all(
        texts.map(async (name) => {
          const path = join(dir ?? '', name)
          const bytes = await readFile(path)
          if (bytes.length < 1024) return
          const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 600_000 ? 9 : 11 } }
          await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, quality))
          await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
        }),
      )
    },
  }
}

/** Writes down whose code went into the web: a release names its parts and carries their licences. */
function packagesTold(): Plugin {
  return {
    name: 'vankho-packages-told',
    apply: 'build',
    async generateBundle(_, bundle) {
      const told = new Set<string>()
      for (const one of Object.values(bundle))
        for (const id of one.type === 'chunk' ? one.moduleIds : one.originalFileNames) {
          const path = /(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]
          if (path) told.add(path)
        }
      // Its decoders and fonts are put beside the build by pdfjsFiles.
      told.add('node_modules/pdfjs-dist')
      await mkdir(join(import.meta.dirname, 'dist'), { recursive: true })
      await writeFile(join(import.meta.dirname, 'dist', 'web.packages.json'), JSON.stringify([...told].sort()))
    },
  }
}

/**
 * Few files for the first screen: each one is asked for, answered and started by itself, which on a slow machine takes longer than its
 * bytes. What stands before any screen is one file of ours and one of libraries; the parts that most screens are made of are a third.
 * Everything else comes with the screen that needs it.
 */
function chunks(): NonNullable<Rolldown.OutputOptions['codeSplitting']> {
  let shell: Set<string> | undefined
  const shellFrom = (context: Rolldown.ChunkingContext): Set<string> => {
    const found = new Set<string>()
    const waiting = [join(import.meta.dirname, 'src/web/main.tsx')]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const next of context.getModuleInfo(at)?.importedIds ?? [])
        if (!next.includes('node_modules') && !found.has(next)) {
          found.add(next)
          waiting.push(next)
        }
    return found
  }
  const libraries =
    /node_modules[\\/](?:react|react-dom|scheduler|i18next|react-i18next|zod|use-sync-external-store|@tanstack[\\/](?:react-query|query-core|react-router|router-core|history|react-store|store))[\\/]/
  return {
    groups: [
      { name: 'libraries', test: libraries, priority: 3 },
      {
        debugName: 'shell',
        name: (id, context) => {
          shell ??= shellFrom(context)
          return shell.has(id) ? 'shell' : null
        },
        test: /[\\/]src[\\/]/,
        priority: 2,
      },
      { name: 'kit', test: /[\\/]src[\\/]web[\\/]kit[\\/]/, minShareCount: 5, priority: 1 },
    ],
  }
}

/** `--mode gallery` builds the showcase of the kit into dist/gallery; every other mode builds the product alone. */
export default defineConfig(({ mode }) => ({
  base: '/',
  publicDir: 'src/web/public',
  plugins: [react(), pdfjsFiles(), compressed(), ...(mode === 'gallery' ? [] : [packagesTold()])],
  build: {
    outDir: mode === 'gallery' ? 'dist/gallery' : 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions:
      mode === 'gallery'
        ? { input: 'src/web/gallery.html' }
        : { input: 'index.html', output: { codeSplitting: chunks() } },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': process.env['VANKHO_API'] ?? 'http://127.0.0.1:8080' } },
}))
