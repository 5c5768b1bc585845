/** Bags written: BagIt 1.0 (RFC 8493). */
import { z } from 'zod'
import { AppError } from '#platform/errors/index.ts'
import { type BuildContext, instant, isoMillis, newUuid, type Plan, parseMetadata, safeName } from '../build/common.ts'
import type { Digest } from '../hash.ts'
import { type Info, writeInfo } from './info.ts'
import { ALGORITHMS, escapePath } from './manifest.ts'

const label = z.string().regex(/^[^:\s][^:\r\n]*$/)
const value = z.union([z.string(), z.number().transform(String), z.array(z.string())])

const shape = z
  .object({
    id: z.string().min(1).max(200).optional(),
    date: instant.optional(),
    algorithms: z
      .array(z.enum(['md5', 'sha1', 'sha256', 'sha512']))
      .min(1)
      .optional(),
    bagInfo: z.record(label, value).optional(),
  })
  // labels of bag-info.txt may also stand at the top
  .catchall(value)

const OWN = new Set(['id', 'date', 'algorithms', 'bagInfo'])
/** Labels that are computed: a wrong one would make the bag invalid. */
const COMPUTED = ['Payload-Oxum', 'Bagging-Date', 'Bag-Size']

/**
 * Plans a bag of the files.
 * @throws AppError PACKAGE_METADATA
 */
export function planBag(metadata: unknown, { files, now, software }: BuildContext): Plan {
  const given = parseMetadata(shape, metadata)
  const info: [string, string][] = []
  const labels = { ...Object.fromEntries(Object.entries(given).filter(([name]) => !OWN.has(name))), ...given.bagInfo }
  for (const [name, values] of Object.entries(labels)) {
    if (COMPUTED.some((one) => one.toLowerCase() === name.toLowerCase()))
      throw new AppError('PACKAGE_METADATA', { facts: { field: name, reason: 'computed' } })
    for (const one of Array.isArray(values) ? values : [values]) info.push([name, String(one)])
  }
  const time = given.date === undefined ? now : new Date(given.date)
  const named = info.find(([name]) => /^external-identifier$/i.test(name))?.[1]
  const objectId = given.id ?? named ?? `uuid-${newUuid()}`
  const algorithms = [...new Set(given.algorithms ?? ['sha256'])]
  const nodes = algorithms.map((name) => ALGORITHMS[name]!.node)
  return {
    objectId,
    root: safeName(objectId),
    isNamed: false,
    time,
    algorithms: [...new Set(['sha256', ...nodes])],
    write: async (target) => {
      const manifest = (digests: ReadonlyMap<string, Digest>, algorithm: string) =>
        Buffer.from(
          [...digests]
            .map(([path, digest]) => `${digest.hex[ALGORITHMS[algorithm]!.node]}  ${escapePath(path)}\n`)
            .join(''),
        )
      const payload = new Map<string, Digest>()
      for (const file of files)
        payload.set(`data/${file.path}`, await target.copy(`data/${file.path}`, file.from, file.size))
      const bytes = files.reduce((sum, file) => sum + file.size, 0)
      const whole: Info = [
        ...info,
        ...(named === undefined ? [['External-Identifier', objectId] as const] : []),
        ['Bagging-Date', isoMillis(time).slice(0, 10)],
        ['Payload-Oxum', `${bytes}.${files.length}`],
        ['Bag-Software-Agent', `${software.name} ${software.version}`],
      ]
      const tags = new Map<string, Digest>()
      const tag = async (path: string, content: Buffer) => tags.set(path, await target.add(path, content))
      await tag('bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'))
      await tag('bag-info.txt', Buffer.from(writeInfo(whole)))
      for (const algorithm of algorithms) await tag(`manifest-${algorithm}.txt`, manifest(payload, algorithm))
      for (const algorithm of algorithms) await target.add(`tagmanifest-${algorithm}.txt`, manifest(tags, algorithm))
    },
  }
}
