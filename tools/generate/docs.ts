import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
// Engines that no room uses yet; their errors are told by the command line.
import '../../src/engines/formats/errors.ts'
import '../../src/engines/layout/errors.ts'
import '../../src/engines/packages/errors.ts'
import '../../src/engines/sign/errors.ts'
import { describeConfig } from '../../src/platform/config/index.ts'
import { allErrors } from '../../src/platform/errors/index.ts'
import { openApi } from '../../src/platform/http/index.ts'
import '../../src/platform/standards/errors.ts'
import { rooms } from '../../src/rooms.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const HEAD = '<!-- Made by `npm run generate`. Do not edit. -->\n\n'
const cell = (text: string): string => text.replaceAll('|', '\\|')

/** What comes from the code: docs of permissions, errors, configuration, OpenAPI; names of permissions for the web. @returns changed file names */
export async function generateDocs(isCheck: boolean): Promise<string[]> {
  const permissions = rooms.flatMap((room) => Object.entries(room.permissions)).sort(([a], [b]) => (a < b ? -1 : 1))
  const files: Record<string, string> = {
    'src/web/texts/permissions.gen.ts':
      '/** Made by `npm run generate`. What each permission lets one do. */\n' +
      'export const permissionTitles: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = ' +
      `${JSON.stringify(Object.fromEntries(permissions.map(([name, rule]) => [name, rule.title])), null, 2)}\n`,
    'docs/permissions.md':
      `${HEAD}# Who may do what\n\nA route's permission and the roles of the acting post; policies of the rooms narrow it further by the single record.\n\n` +
      '| Permission | | Roles | Source |\n|---|---|---|---|\n' +
      permissions
        .map(
          ([name, rule]) =>
            `| \`${name}\` | ${cell(rule.title.vi)} · ${cell(rule.title.en)} | ${rule.roles.includes('*') ? 'any acting post' : rule.roles.join(', ')} | ${cell(rule.source)} |`,
        )
        .join('\n') +
      '\n',
    'docs/errors.md':
      `${HEAD}# Errors\n\n| Code | HTTP | Tiếng Việt | English |\n|---|---|---|---|\n` +
      [...allErrors()]
        .map(([code, one]) => `| \`${code}\` | ${one.status} | ${cell(one.vi)} | ${cell(one.en)} |`)
        .join('\n') +
      '\n',
    'docs/configuration.md':
      `${HEAD}# Configuration\n\nAll settings are environment variables, read once at the start; a fault stops the start with a list of all faults.\n\n` +
      '| Name | Default | Meaning |\n|---|---|---|\n' +
      describeConfig()
        .map((one) => `| \`${one.name}\` | ${one.default} | ${cell(one.meaning)} |`)
        .join('\n') +
      '\n',
    'docs/openapi.json': `${JSON.stringify(openApi(rooms, '0.1.0'), null, 1)}\n`,
  }
  const changed: string[] = []
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name)
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    if (!isCheck) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    changed.push(name)
  }
  return changed
}
