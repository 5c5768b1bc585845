/** The register of seals and the book of a seal's uses, on paper (NĐ 30/2020 Đ32, Đ33, which name no form). */
import { composeRegister, mediaTypes, type RegisterRow, sealRegister, sealUses } from '#engines/compose/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { startOfDay } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addDays } from '#regimes/calendar.ts'
import { sealKindWords, sealStateWords, sealWayWords } from './kinds.ts'
import { seals } from './seals-contract.ts'
import * as store from './store-seals.ts'

const numbered = (i: number): string => String(i + 1).padStart(2, '0')

async function headsOf({ tx, actor, today }: ActionContext) {
  const organization = await organizationOf(tx, actor.organizationId)
  if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
  const parent = organization.parentId ? await organizationOf(tx, organization.parentId) : null
  return {
    regime: organization.regime,
    organization: organization.name,
    ...(parent ? { parentOrganization: parent.name } : {}),
    ...(organization.place ? { placeDate: `${organization.place}, ngày …… tháng …… năm ${today.slice(0, 4)}` } : {}),
    signatures: [
      { position: 'NGƯỜI GIỮ CON DẤU', hint: '(Ký, ghi rõ họ và tên)' },
      { position: 'NGƯỜI ĐỨNG ĐẦU', hint: '(Ký, ghi rõ họ và tên)' },
    ],
  }
}

export const printSeals = action(seals.printSeals, {
  allow: () => true,
  async run(ctx, { format }) {
    const all = await store.sealsOf(ctx.tx, ctx.actor.organizationId)
    const rows = all.map(
      (seal, i): RegisterRow => ({
        cells: {
          no: numbered(i),
          name: seal.name,
          kind: sealKindWords[seal.kind],
          since: seal.since,
          basis: seal.basis,
          custodian: [seal.custodianName, seal.custodianTitle].filter(Boolean).join(', '),
          impressions: seal.impressions,
          state: [sealStateWords[seal.state], seal.stateOn ? shortDay(seal.stateOn) : null, seal.stateReason]
            .filter(Boolean)
            .join('; '),
        },
      }),
    )
    const bytes = await composeRegister(
      { ...sealRegister, ...(await headsOf(ctx)), createdAt: ctx.now.toISOString() },
      rows,
      format,
    )
    ctx.record({
      subject: { type: 'organization', id: ctx.actor.organizationId, label: 'Sổ quản lý con dấu' },
      data: { format, seals: all.length },
    })
    const name = `Sổ quản lý con dấu.${format}`
    return { file: { name, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' } }
  },
})

export const printSealUses = action(seals.printSealUses, {
  async load({ tx, actor }, { sealId }) {
    const seal = await store.findSeal(tx, actor.organizationId, sealId)
    if (!seal) throw new AppError('PLATFORM_NOT_FOUND')
    return seal
  },
  allow: () => true,
  async run(ctx, { from, to, format }, seal) {
    const first = from ?? `${ctx.today.slice(0, 4)}-01-01`
    const last = to ?? ctx.today
    if (first > last) throw new AppError('SIGNATURES_SEAL_PERIOD')
    const uses = await store.usesBetween(ctx.tx, ctx.actor.organizationId, seal.id, {
      from: startOfDay(first),
      before: startOfDay(addDays(last, 1)),
    })
    const rows = uses.map(
      (use, i): RegisterRow => ({
        cells: {
          no: numbered(i),
          at: use.at.toISOString(),
          description: use.description,
          way: sealWayWords[use.way],
          impressions: use.impressions,
          signer: use.signer,
          by: use.byName,
        },
      }),
    )
    const bytes = await composeRegister(
      {
        ...sealUses,
        ...(await headsOf(ctx)),
        subtitle: `Từ ngày ${shortDay(first)} đến ngày ${shortDay(last)}`,
        facts: [
          ['Con dấu', seal.name],
          ['Người giữ', [seal.custodianName, seal.custodianTitle].filter(Boolean).join(', ')],
        ],
        createdAt: ctx.now.toISOString(),
      },
      rows,
      format,
    )
    ctx.record({
      subject: { type: 'seal', id: seal.id, label: seal.name },
      data: { from: first, to: last, format, uses: uses.length },
    })
    const name = `Sổ sử dụng con dấu ${seal.name}.${format}`
    return { file: { name, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' } }
  },
})
