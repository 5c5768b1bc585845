import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseRetention } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { filePlans, type Heading, type Line } from '../plan-contract.ts'
import { MakerField, RetentionField } from './fields.tsx'
import styles from './files.module.css'
import type { PlanDetail } from './plan-page.tsx'
import { useStep } from './use-files.ts'

/** A file foreseen: proposed by whoever will make it, or put in by the office that consolidates. */
export function LineSheet(props: {
  detail: PlanDetail
  headingId: string
  line?: Line | undefined
  isOwn: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('casefiles')
  const api = useApi(filePlans)
  const step = useStep()
  const { post } = useActing()
  const { detail, line } = props
  const planId = detail.plan.id
  const isOffice = detail.abilities.consolidate
  const [form, setForm] = useState({
    headingId: props.headingId,
    title: line?.title ?? '',
    retention: line?.retention ?? '',
    makerPost: line ? (line.makerPost ?? '') : isOffice ? '' : post.id,
    note: line?.note ?? '',
  })
  const [isTried, setTried] = useState(false)
  const isBad = form.retention !== '' && !parseRetention(form.retention)
  const body = () => ({
    headingId: form.headingId,
    title: form.title.trim(),
    retention: form.retention || null,
    makerPost: form.makerPost || null,
    note: form.note.trim() || null,
  })
  const move = (to: 'up' | 'down') =>
    step(
      () => api.changeLine({ params: { planId, lineId: line!.id }, body: { version: line!.version, move: to } }),
      t('items.moved'),
    )
  const title = t(line ? 'line.change' : isOffice ? 'line.add' : 'line.propose')
  return (
    <WorkSheet
      title={title}
      about={detail.plan.title}
      consequence={t(isOffice ? 'line.officeConsequence' : 'line.proposeConsequence')}
      verb={line ? t('items.save') : title}
      onClose={props.onClose}
      check={() => {
        setTried(true)
        return form.title.trim() !== '' && !isBad
      }}
      onSubmit={async () => {
        if (line)
          await step(
            () => api.changeLine({ params: { planId, lineId: line.id }, body: { ...body(), version: line.version } }),
            t('items.saved'),
          )
        else
          await step(
            () => api.addLine({ params: { planId }, body: body() }),
            t(isOffice ? 'line.added' : 'line.proposed'),
          )
      }}
      {...(line && line.fileId === null && (detail.plan.state === 'draft' || line.state !== 'accepted')
        ? {
            second: {
              verb: t('line.remove'),
              check: () => true,
              onSubmit: async () =>
                void (await step(() => api.removeLine({ params: { planId, lineId: line.id } }), t('line.removed'))),
            },
          }
        : {})}
    >
      <ChoiceField
        label={t('line.heading')}
        value={form.headingId}
        onChange={(headingId) => setForm({ ...form, headingId })}
      >
        {detail.headings.map((one) => (
          <option key={one.id} value={one.id}>
            {one.parentId ? '– ' : ''}
            {one.mark}. {one.title}
          </option>
        ))}
      </ChoiceField>
      <LinesField
        label={t('field.title')}
        hint={t('open.titleHint')}
        name="title"
        max={1000}
        rows={3}
        required
        value={form.title}
        onChange={(next) => setForm({ ...form, title: next })}
        isMissing={isTried && form.title.trim() === ''}
      />
      <RetentionField
        title={form.title}
        value={form.retention}
        onChange={(retention) => setForm({ ...form, retention })}
        fault={isBad ? t('retention.wrong') : undefined}
      />
      <MakerField
        label={t('field.maker')}
        none={t('line.noMaker')}
        value={form.makerPost}
        onChange={(makerPost) => setForm({ ...form, makerPost })}
      />
      <TextField
        label={t('field.note')}
        name="note"
        maxLength={300}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
      />
      {line && isOffice ? (
        <div className={styles['buttons']}>
          <Button icon="up" onClick={() => void move('up')}>
            {t('items.up')}
          </Button>
          <Button icon="down" onClick={() => void move('down')}>
            {t('items.down')}
          </Button>
        </div>
      ) : null}
    </WorkSheet>
  )
}

/** A heading by structure or field; a minor one stands under a major one and takes its abbreviation. */
export function HeadingSheet({
  detail,
  heading,
  onClose,
}: {
  detail: PlanDetail
  heading?: Heading | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('casefiles')
  const api = useApi(filePlans)
  const step = useStep()
  const planId = detail.plan.id
  const [form, setForm] = useState({
    parentId: heading?.parentId ?? '',
    title: heading?.title ?? '',
    notation: heading?.notation ?? '',
  })
  const [isTried, setTried] = useState(false)
  const isMajor = form.parentId === ''
  const isFixed = heading !== undefined && detail.plan.state === 'approved'
  const move = (to: 'up' | 'down') =>
    step(() => api.changeHeading({ params: { planId, headingId: heading!.id }, body: { move: to } }), t('items.moved'))
  return (
    <WorkSheet
      title={t(heading ? 'heading.change' : 'heading.add')}
      about={detail.plan.title}
      consequence={t('heading.consequence')}
      verb={t('items.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return form.title.trim() !== '' && (!isMajor || form.notation.trim() !== '')
      }}
      onSubmit={async () => {
        const title = form.title.trim()
        const notation = form.notation.trim()
        if (heading)
          await step(
            () =>
              api.changeHeading({
                params: { planId, headingId: heading.id },
                body: { title, ...(isMajor && !isFixed ? { notation } : {}) },
              }),
            t('items.saved'),
          )
        else
          await step(
            () =>
              api.addHeading({
                params: { planId },
                body: { title, parentId: form.parentId || null, notation: isMajor ? notation : null },
              }),
            t('heading.added'),
          )
      }}
      {...(heading
        ? {
            second: {
              verb: t('heading.remove'),
              check: () => true,
              onSubmit: async () =>
                void (await step(
                  () => api.removeHeading({ params: { planId, headingId: heading.id } }),
                  t('heading.removed'),
                )),
            },
          }
        : {})}
    >
      {heading ? null : (
        <ChoiceField
          label={t('heading.parent')}
          value={form.parentId}
          onChange={(parentId) => setForm({ ...form, parentId })}
        >
          <option value="">{t('heading.major')}</option>
          {detail.headings
            .filter((one) => one.parentId === null)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.mark}. {one.title}
              </option>
            ))}
        </ChoiceField>
      )}
      <TextField
        label={t('heading.title')}
        name="title"
        required
        maxLength={300}
        value={form.title}
        onChange={(title) => setForm({ ...form, title })}
        fault={isTried && form.title.trim() === '' ? t('shell:form.needed') : undefined}
      />
      {isMajor ? (
        <TextField
          label={t('heading.notation')}
          hint={t('heading.notationHint')}
          name="notation"
          required
          disabled={isFixed}
          maxLength={20}
          value={form.notation}
          onChange={(notation) => setForm({ ...form, notation })}
          fault={isTried && form.notation.trim() === '' ? t('shell:form.needed') : undefined}
        />
      ) : null}
      {heading ? (
        <div className={styles['buttons']}>
          <Button icon="up" onClick={() => void move('up')}>
            {t('items.up')}
          </Button>
          <Button icon="down" onClick={() => void move('down')}>
            {t('items.down')}
          </Button>
        </div>
      ) : null}
    </WorkSheet>
  )
}

/** The head approves the plan, which gives its files their numbers, or sends it back with words. */
export function DecideSheet({ detail, onClose }: { detail: PlanDetail; onClose: () => void }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(filePlans)
  const step = useStep()
  const { plan } = detail
  const [basis, setBasis] = useState('')
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const send = (to: 'approved' | 'draft') =>
    step(
      () =>
        api.decidePlan({
          params: { planId: plan.id },
          body: { version: plan.version, to, basis: basis.trim() || null, words: words.trim() || null },
        }),
      to === 'approved' ? ({ numbered }) => t('plan.approved', { count: numbered }) : t('plan.sentBack'),
    )
  return (
    <WorkSheet
      title={t('plan.decide')}
      about={`${plan.title}: ${t('plan.counts', { accepted: plan.accepted, opened: plan.opened, waiting: plan.waiting })}`}
      consequence={t('plan.approveConsequence')}
      verb={t('plan.approve')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => void (await send('approved'))}
      second={{
        verb: t('plan.sendBack'),
        check: () => {
          setTried(true)
          return words.trim() !== ''
        },
        onSubmit: async () => void (await send('draft')),
      }}
    >
      <TextField
        label={t('plan.basis')}
        hint={t('plan.basisHint')}
        name="basis"
        maxLength={200}
        value={basis}
        onChange={setBasis}
      />
      <LinesField
        label={t('plan.wordsField')}
        name="words"
        max={500}
        rows={3}
        value={words}
        onChange={setWords}
        isMissing={isTried && words.trim() === ''}
      />
    </WorkSheet>
  )
}
