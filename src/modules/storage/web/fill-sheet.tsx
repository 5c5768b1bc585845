import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { storage } from '../contract.ts'
import styles from './storage.module.css'
import { readNumber, useStep, useStorageKey } from './use-storage.ts'

/** Files of an inventory that lie in no box, filled into boxes by their sheets; looked at before it is made. */
export function FillSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const key = useStorageKey()
  const step = useStep()
  const [form, setForm] = useState({ inventory: '', sheets: '', first: '', width: '10' })
  const inventories = useQuery({
    queryKey: key('inventories'),
    queryFn: ({ signal }) => api.inventories({ signal }),
  })
  const waiting = inventories.data?.items.filter((one) => one.unboxed > 0) ?? []
  const inventory = form.inventory || waiting[0]?.id || ''
  const asked = {
    inventory,
    ...(readNumber(form.sheets) ? { sheetsPerBox: Math.round(readNumber(form.sheets)!) } : {}),
    ...(readNumber(form.first) ? { first: Math.round(readNumber(form.first)!) } : {}),
  }
  const proposal = useQuery({
    queryKey: key('proposal', asked),
    queryFn: ({ signal }) => api.proposal({ query: asked, signal }),
    enabled: inventory !== '',
  })
  const boxes = proposal.data?.boxes ?? []
  const width = readNumber(form.width)
  return (
    <WorkSheet
      title={t('fill.title')}
      about={t('fill.about')}
      consequence={t('fill.consequence', { count: boxes.length })}
      verb={t('fill.verb')}
      width={34}
      onClose={onClose}
      check={() => boxes.length > 0 && width !== null}
      onSubmit={async () => {
        await step(
          () =>
            api.fill({
              body: {
                inventoryId: inventory,
                widthCm: width!,
                boxes: boxes.map(({ number, unitIds }) => ({ number, unitIds })),
              },
            }),
          (done) => t('fill.done', { files: done.files, boxes: done.boxIds.length }),
        )
      }}
    >
      <div className={styles['fields']}>
        {inventories.data && waiting.length === 0 ? <p className={styles['quiet']}>{t('fill.none')}</p> : null}
        {waiting.length > 0 ? (
          <ChoiceField
            label={t('box.inventory')}
            value={inventory}
            onChange={(value) => setForm({ ...form, inventory: value })}
          >
            {waiting.map((one) => (
              <option key={one.id} value={one.id}>
                {one.fonds} — {one.inventory} ({t('fill.unboxed', { count: one.unboxed })})
              </option>
            ))}
          </ChoiceField>
        ) : null}
        <div className={styles['pair']}>
          <TextField
            label={t('fill.sheets')}
            inputMode="numeric"
            placeholder={String(proposal.data?.sheetsPerBox ?? '')}
            value={form.sheets}
            onChange={(sheets) => setForm({ ...form, sheets })}
          />
          <TextField
            label={t('fill.first')}
            inputMode="numeric"
            placeholder={boxes[0]?.number ?? ''}
            value={form.first}
            onChange={(first) => setForm({ ...form, first })}
          />
          <TextField
            label={t('box.width')}
            inputMode="decimal"
            value={form.width}
            onChange={(value) => setForm({ ...form, width: value })}
            fault={width === null ? t('fault.number') : undefined}
          />
        </div>
        {proposal.error ? <ErrorNote fault={proposal.error} /> : null}
        {proposal.data && proposal.data.uncounted > 0 ? (
          <p className={styles['quiet']}>
            {t('fill.uncounted', { count: proposal.data.uncounted, sheets: proposal.data.assumed })}
          </p>
        ) : null}
        <ol className={styles['lines']}>
          {boxes.map((one) => (
            <li key={one.number}>
              <b>{t('box.named', { number: one.number })}</b>
              <span>{t('fill.line', { from: one.from ?? '?', to: one.to ?? '?', count: one.unitIds.length })}</span>
              <small>{t('sheets', { count: one.sheets })}</small>
            </li>
          ))}
        </ol>
      </div>
    </WorkSheet>
  )
}
