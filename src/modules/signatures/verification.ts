import { readFile } from 'node:fs/promises'
import { componentsOfDocument, findVisibleComponent, isVisible } from '#modules/records/index.ts'
import { action, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { evidenceView, keepFinding, linesOf, PDF, verifyBytes, verifyStored } from './evidence.ts'
import { newestReports, reportsOf } from './store-reports.ts'
import { configuredTrust } from './trust-folder.ts'
import { verification } from './verification-contract.ts'

export const reportsOfComponent = read(verification.reportsOfComponent, async (ctx, { componentId }) => {
  const { tx, actor, config } = ctx
  if (!(await findVisibleComponent(tx, actor, componentId))) throw new AppError('PLATFORM_NOT_FOUND')
  const { fingerprint } = await configuredTrust(config.signing.trustDir)
  const rows = await reportsOf(tx, actor.organizationId, componentId)
  return { items: rows.map((row) => evidenceView(row, fingerprint)) }
})

export const reportsOfDocument = read(verification.reportsOfDocument, async (ctx, { documentId }) => {
  const { tx, actor, config } = ctx
  if (!(await isVisible(tx, actor, documentId))) throw new AppError('PLATFORM_NOT_FOUND')
  const files = (await componentsOfDocument(tx, actor.organizationId, documentId)).filter(
    (file) => file.media_type === PDF,
  )
  const { fingerprint } = await configuredTrust(config.signing.trustDir)
  const newest = await newestReports(
    tx,
    actor.organizationId,
    files.map((file) => file.id),
  )
  return {
    files: files.map((file) => {
      const row = newest.find((one) => one.componentId === file.id)
      return {
        componentId: file.id,
        fileName: file.file_name,
        newest: row ? evidenceView(row, fingerprint) : null,
        count: row?.count ?? 0,
      }
    }),
  }
})

/** Looked at again on demand: the newer report stands beside the older ones. */
export const verifyComponent = action(verification.verifyComponent, {
  async beforehand(ctx, { componentId }) {
    const file = await ctx.read(({ tx, actor }) => findVisibleComponent(tx, actor, componentId))
    if (!file) throw new AppError('PLATFORM_NOT_FOUND')
    if (file.media_type !== PDF) throw new AppError('SIGNATURES_NO_PDF')
    return verifyStored(ctx, { sha256: file.sha256, size: Number(file.size) })
  },
  async load({ tx, actor }, { componentId }) {
    const file = await findVisibleComponent(tx, actor, componentId)
    if (!file) throw new AppError('PLATFORM_NOT_FOUND')
    return file
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { componentId }, file, finding) {
    if (file.sha256 !== finding.sha256) throw new AppError('PLATFORM_STATE_CHANGED')
    const row = keepFinding(ctx, componentId, 'asked', finding)
    ctx.record({
      subject: { type: 'component', id: componentId, label: file.file_name },
      data: { verdict: finding.verdict, signatures: finding.signatureCount, sha256: finding.sha256 },
    })
    return evidenceView(row, finding.trustFingerprint)
  },
})

const MOST_BYTES = 256 * 1024 * 1024

/** A quick look at a file from anywhere: nothing of it stays, its name stands in no log. */
export const verifyUpload = action(verification.verifyUpload, {
  async beforehand(ctx) {
    const [file] = ctx.uploads
    if (!file) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { file: 'required' } })
    if (file.size > MOST_BYTES) throw new AppError('PLATFORM_TOO_LARGE', { facts: { limit: '256 MB' } })
    const found = await verifyBytes(ctx, await readFile(file.path))
    return { ...found, fileName: file.fileName, sha256: file.sha256 }
  },
  allow: () => true,
  run(ctx, _, __, { report, hasTrust, fileName, sha256 }) {
    ctx.record({
      subject: { type: 'file', id: null },
      data: { sha256, verdict: report.verdict, signatures: report.signatures.length },
    })
    return { fileName, sha256, report: report as never, lines: linesOf(report), hasTrust }
  },
})

export const trust = read(verification.trust, async ({ config, now }) => {
  const { isConfigured, list, unreadable, fingerprint } = await configuredTrust(config.signing.trustDir)
  const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
  return {
    isConfigured,
    fingerprint,
    certificates: list.certificates.map((one) => ({
      subject: one.subject,
      issuer: one.issuer,
      serial: one.serial,
      fingerprint: one.fingerprint,
      validFrom: one.notBefore.toISOString(),
      validTo: one.notAfter.toISOString(),
      isRoot: same(one.subjectDer, one.issuerDer),
      isOver: one.notAfter < now,
    })),
    revocationLists: list.crls.map((one) => ({
      issuer: list.certificates.find((each) => same(each.subjectDer, one.issuerDer))?.commonName ?? '?',
      thisUpdate: one.thisUpdate.toISOString(),
      nextUpdate: one.nextUpdate?.toISOString() ?? null,
      isOver: one.nextUpdate !== undefined && one.nextUpdate < now,
    })),
    unreadable: [...unreadable],
  }
})
