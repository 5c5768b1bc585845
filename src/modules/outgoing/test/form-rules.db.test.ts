import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { peopleRules } from '#modules/people/rules-contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { outgoing } from '../contract.ts'
import { drafts } from './build.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t, 'Đảng ủy xã Sông Mây', 'party')
})
afterAll(() => t?.close())

const override = (over: object) => ({
  effect: 'set' as const,
  validFrom: '2026-11-01',
  basis: 'Quy chế văn thư số 05-QC/ĐU ngày 15/10/2026',
  ...over,
})

describe('an office’s own rules of form', () => {
  it('are shown with their marks, and stand in what is composed and checked from their day on', async () => {
    const d = drafts(t, o)
    const { rules } = await t.run(peopleRules.getRules, o.actors.sysadmin, { query: {} })
    const size = rules.find((one) => one.collection === 'layoutForms' && one.id === 'type-name')!
    expect(size).toMatchObject({ isOverridable: true, source: { text: '05-HD/VPTW', confidence: 'A2' } })

    const draft = async () => {
      const made = await d.create({ mode: 'paper', typeCode: 'bao-cao' })
      const written = await d.write(made.id)
      const said = await t.run(outgoing.findings, o.actors.officer, { params: { documentId: made.id, no: 1 } })
      const page = await t.run(outgoing.pages, o.actors.officer, {
        params: { documentId: made.id, no: 1 },
        query: { format: 'docx' },
      })
      const { readDocument } = await import('#engines/layout/index.ts')
      const model = await readDocument((page as { file: { bytes: Uint8Array } }).file.bytes)
      const runs = model.paragraphs.flatMap((one) => one.runs)
      return {
        errors: (written as { errors: number }).errors,
        said: said.findings,
        sizePt: runs.find((run) => run.text === 'BÁO CÁO')!.sizePt,
        label: runs.find((run) => run.text.startsWith('Nơi nhận') || run.text.startsWith('Gửi'))!.text,
      }
    }
    const before = await draft()
    expect(before).toMatchObject({ errors: 0, label: 'Nơi nhận:' })
    expect(before.sizePt).toBeLessThan(18)
    for (const body of [
      override({ collection: 'layoutForms', ruleId: 'type-name', values: { sizePt: [20, 20] } }),
      override({ collection: 'layoutWordings', ruleId: 'recipients-label', values: { texts: ['Gửi:'] } }),
    ])
      await t.run(peopleRules.addOverride, o.actors.sysadmin, { body })
    const after = await draft()
    expect(after).toMatchObject({ sizePt: 20, label: 'Gửi:' })
    expect(after.said.filter((one) => one.component === 'type-name')).toEqual([])

    const now = await t.run(peopleRules.getRules, o.actors.sysadmin, { query: {} })
    expect(now.rules.find((one) => one.collection === 'layoutForms' && one.id === 'type-name')).toMatchObject({
      values: { sizePt: [20, 20] },
      source: { confidence: 'organization' },
    })
    expect(now.overrides.map((one) => one.collection).sort()).toEqual(['layoutForms', 'layoutWordings'])
  })

  it('what the decree itself fixes, and what is no value, is refused', async () => {
    const state = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
    const run = (office: Office, over: object) =>
      t.run(peopleRules.addOverride, office.actors.sysadmin, { body: override(over) as never })
    await expect(
      run(state, { collection: 'layoutForms', ruleId: 'motto', values: { sizePt: [10, 10] } }),
    ).rejects.toMatchObject({ code: 'REGIMES_OVERRIDE_OF_LAW' })
    await expect(
      run(o, { collection: 'layoutPages', ruleId: 'page', values: { marginsMm: { top: 'hai' } } }),
    ).rejects.toMatchObject({ code: 'REGIMES_OVERRIDE_INVALID' })
    await expect(run(o, { collection: 'layoutNothing', ruleId: 'page', values: {} })).rejects.toMatchObject({
      code: 'REGIMES_OVERRIDE_INVALID',
    })
  })
})
