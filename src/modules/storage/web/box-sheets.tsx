import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Box, type Content, type Place, storage } from '../contract.ts'
import styles from './storage.module.css'
import { readNumber, useStep, useStorageKey } from './use-storage.ts'

/** Boxes numbered on, on the chosen shelf or not placed yet. */
export function NewBoxesSheet({ shelf, onClose }: { shelf: Place | null; onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const key = useStorageKey()
  const step = useStep()
  const [form, setForm] = useState({ kind: 'box', inventory: '', number: '', count: '1', width: '10' })
  const { data } = useQuery({ queryKey: key('inventories'), queryFn: ({ signal }) => api.inventories({ signal }) })
  const next = data?.items.find((one) => one.id === form.inventory)?.next
  const number = form.number.trim() || (next ? String(next) : '')
  const count = readNumber(form.count)
  const width = readNumber(form.width)
  return (
    <WorkSheet
      title={t('boxes.new')}
      about={shelf?.path ?? t('boxes.aboutUnplaced')}
      consequence={t('boxes.consequence')}
      verb={t('boxes.make')}
      onClose={onClose}
      check={() => number !== '' && count !== null && Number.isInteger(count) && width !== null}
      onSubmit={async () => {
        await step(
          () =>
            api.createBoxes({
              body: {
                kind: form.kind === 'folder' ? 'folder' : 'box',
                number,
                count: count!,
                widthCm: width!,
                note: null,
                ...(form.inventory ? { inventoryId: form.inventory } : {}),
                ...(shelf ? { shelfId: shelf.id } : {}),
              },
            }),
          ({ ids }) => t('boxes.made', { count: ids.length }),
        )
      }}
    >
      <div className={styles['fields']}>
        <ChoiceField label={t('box.kind')} value={form.kind} onChange={(kind) => setForm({ ...form, kind })}>
          <option value="box">{t('boxKind.box')}</option>
          <option value="folder">{t('boxKind.folder')}</option>
        </ChoiceField>
        <ChoiceField
          label={t('box.inventory')}
          value={form.inventory}
          onChange={(inventory) => setForm({ ...form, inventory })}
        >
          <option value="">{t('box.noInventory')}</option>
          {data?.items.map((one) => (
            <option key={one.id} value={one.id}>
              {one.fonds} — {one.inventory}
            </option>
          ))}
        </ChoiceField>
        <TextField
          label={t('box.firstNumber')}
          data-focus=""
          required
          maxLength={30}
          placeholder={next ? String(next) : ''}
          value={form.number}
          onChange={(value) => setForm({ ...form, number: value })}
        />
        <div className={styles['pair']}>
          <TextField
            label={t('box.count')}
            inputMode="numeric"
            value={form.count}
            onChange={(value) => setForm({ ...form, count: value })}
            fault={count === null ? t('fault.number') : undefined}
          />
          <TextField
            label={t('box.width')}
            inputMode="decimal"
            value={form.width}
            onChange={(value) => setForm({ ...form, width: value })}
            fault={width === null ? t('fault.number') : undefined}
          />
        </div>
      </div>
    </WorkSheet>
  )
}

export function ChangeBoxSheet({ box, onClose }: { box: Box; onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const step = useStep()
  const [form, setForm] = useState({
    number: box.number,
    width: String(box.widthCm).replace('.', ','),
    state: box.state as string,
    note: box.note ?? '',
  })
  const width = readNumber(form.width)
  return (
    <WorkSheet
      title={t('box.change', { label: box.label })}
      about={box.path ?? t('box.unplaced')}
      consequence={t('box.changeNote')}
      verb={t('save')}
      onClose={onClose}
      check={() => form.number.trim() !== '' && width !== null}
      onSubmit={async () => {
        await step(
          () =>
            api.changeBox({
              params: { boxId: box.id },
              body: {
                version: box.version,
                number: form.number.trim(),
                widthCm: width!,
                state: form.state === 'closed' ? 'closed' : 'open',
                note: form.note.trim() || null,
              },
            }),
          t('saved'),
        )
      }}
    >
      <div className={styles['fields']}>
        <TextField
          label={t('box.number')}
          data-focus=""
          maxLength={30}
          value={form.number}
          onChange={(number) => setForm({ ...form, number })}
        />
        <TextField
          label={t('box.width')}
          inputMode="decimal"
          value={form.width}
          onChange={(value) => setForm({ ...form, width: value })}
          fault={width === null ? t('fault.number') : undefined}
        />
        <ChoiceField label={t('box.state')} value={form.state} onChange={(state) => setForm({ ...form, state })}>
          <option value="open">{t('boxState.open')}</option>
          <option value="closed">{t('boxState.closed')}</option>
        </ChoiceField>
        <TextField
          label={t('box.note')}
          maxLength={500}
          value={form.note}
          onChange={(note) => setForm({ ...form, note })}
        />
      </div>
    </WorkSheet>
  )
}

/** A range of file numbers into the box, or a bundle in words. */
export function PutInSheet({ box, onClose }: { box: Box; onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const step = useStep()
  const [form, setForm] = useState({ from: '', to: '', words: '' })
  const from = form.from.trim()
  const words = form.words.trim()
  return (
    <WorkSheet
      title={t('put.title', { label: box.label })}
      about={box.inventory ?? t('box.noInventory')}
      consequence={t('put.consequence')}
      verb={t('put.verb')}
      onClose={onClose}
      check={() => from !== '' || words !== ''}
      onSubmit={async () => {
        await step(
          () =>
            api.putIn({
              params: { boxId: box.id },
              body: {
                ...(from ? { range: { from, to: form.to.trim() || from } } : {}),
                words: words || null,
                reason: null,
              },
            }),
          (done) => t('put.done', { put: done.put, moved: done.moved }),
        )
      }}
    >
      <div className={styles['fields']}>
        {box.inventoryId ? (
          <div className={styles['pair']}>
            <TextField
              label={t('put.from')}
              data-focus=""
              maxLength={30}
              value={form.from}
              onChange={(value) => setForm({ ...form, from: value })}
            />
            <TextField
              label={t('put.to')}
              maxLength={30}
              value={form.to}
              onChange={(value) => setForm({ ...form, to: value })}
            />
          </div>
        ) : null}
        <TextField
          label={t('put.words')}
          hint={t('put.wordsHint')}
          maxLength={300}
          value={form.words}
          onChange={(value) => setForm({ ...form, words: value })}
        />
      </div>
    </WorkSheet>
  )
}

/** They lie in no box any more, and why. */
export function RemoveContentsSheet({ contents, onClose }: { contents: readonly Content[]; onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const step = useStep()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('contents.remove')}
      about={contents.map((one) => [one.number, one.title].filter(Boolean).join(': ')).join('; ')}
      consequence={t('contents.removeConsequence')}
      verb={t('contents.remove')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return reason.trim() !== ''
      }}
      onSubmit={async () => {
        const contentIds = contents.map((one) => one.id)
        await step(() => api.removeContents({ body: { contentIds, reason: reason.trim() } }), t('contents.removed'))
      }}
    >
      <div className={styles['fields']}>
        <TextField
          label={t('out.reason')}
          data-focus=""
          required
          maxLength={300}
          value={reason}
          onChange={setReason}
          fault={isTried && reason.trim() === '' ? t('shell:form.needed') : undefined}
        />
      </div>
    </WorkSheet>
  )
}

/** Taken out for a time: why, to whom, back by. */
export function TakeOutSheet({ contents, onClose }: { contents: readonly Content[]; onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const step = useStep()
  const [form, setForm] = useState({ reason: '', to: '', due: '' })
  const [isTried, setTried] = useState(false)
  const needed = (text: string) => (isTried && text.trim() === '' ? t('shell:form.needed') : undefined)
  return (
    <WorkSheet
      title={t('out.title', { count: contents.length })}
      about={contents.map((one) => [one.number, one.title].filter(Boolean).join(': ')).join('; ')}
      consequence={t('out.consequence')}
      verb={t('out.verb')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return form.reason.trim() !== '' && form.to.trim() !== ''
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.takeOut({
              body: {
                contentIds: contents.map((one) => one.id),
                reason: form.reason.trim(),
                to: form.to.trim(),
                ...(form.due ? { due: form.due } : {}),
              },
            }),
          t('out.done'),
        )
      }}
    >
      <div className={styles['fields']}>
        <TextField
          label={t('out.to')}
          data-focus=""
          required
          maxLength={200}
          value={form.to}
          onChange={(to) => setForm({ ...form, to })}
          fault={needed(form.to)}
        />
        <TextField
          label={t('out.reason')}
          required
          maxLength={300}
          value={form.reason}
          onChange={(reason) => setForm({ ...form, reason })}
          fault={needed(form.reason)}
        />
        <Field label={t('out.due')}>
          {(parts) => <DateField {...parts} value={form.due} onChange={(due) => setForm({ ...form, due })} />}
        </Field>
      </div>
    </WorkSheet>
  )
}
