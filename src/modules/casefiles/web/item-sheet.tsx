import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { casefiles, type Item } from '../contract.ts'
import type { FileDetail } from './file-page.tsx'
import styles from './files.module.css'
import { useStep } from './use-files.ts'

/** Leaves and note of a document in this file; description and scan of a loose paper; or out of the file. */
export function ItemSheet({ file, item, onClose }: { file: FileDetail['file']; item: Item; onClose: () => void }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const [form, setForm] = useState({
    sheets: item.sheets === null ? '' : String(item.sheets),
    note: item.note ?? '',
    typeName: item.typeName,
    subject: item.subject,
    issuedDate: item.issuedDate ?? '',
    issuerName: item.issuerName,
  })
  const [isTried, setTried] = useState(false)
  const isLoose = item.how === 'loose' && !item.isHidden
  const params = { fileId: file.id, documentId: item.documentId }
  const sheets = form.sheets.trim() === '' ? null : Number(form.sheets)
  const isWrong = sheets !== null && !(Number.isInteger(sheets) && sheets >= 1 && sheets <= 9999)
  const isBadDate = form.issuedDate !== '' && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(form.issuedDate)
  const isBare = isLoose && (form.typeName.trim() === '' || form.subject.trim() === '' || form.issuerName.trim() === '')
  const text = (name: 'typeName' | 'issuerName' | 'issuedDate', max: number, fault?: string, hint?: string) => (
    <TextField
      label={t(`loose.${name}`)}
      name={name}
      maxLength={max}
      value={form[name]}
      onChange={(value) => setForm({ ...form, [name]: value })}
      fault={fault}
      {...(hint ? { hint } : {})}
    />
  )
  return (
    <WorkSheet
      title={t('items.change')}
      about={`${item.symbol ?? item.typeName} ${item.subject}`}
      consequence={t('items.outConsequence')}
      verb={t('items.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isWrong && !isBadDate && !isBare
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.changeItem({
              params,
              body: {
                sheets,
                note: form.note.trim() || null,
                ...(isLoose
                  ? {
                      typeName: form.typeName.trim(),
                      subject: form.subject.trim(),
                      issuerName: form.issuerName.trim(),
                      issuedDate: form.issuedDate || null,
                    }
                  : {}),
              },
            }),
          t('items.saved'),
        )
      }}
      second={{
        verb: t('items.takeOut'),
        check: () => true,
        onSubmit: async () => void (await step(() => api.takeOut({ params }), t('items.takenOut'))),
      }}
    >
      {isLoose ? (
        <>
          {text('typeName', 200, isTried && form.typeName.trim() === '' ? t('shell:form.needed') : undefined)}
          <LinesField
            label={t('loose.subject')}
            name="subject"
            max={500}
            rows={3}
            required
            value={form.subject}
            onChange={(subject) => setForm({ ...form, subject })}
            isMissing={isTried && form.subject.trim() === ''}
          />
          {text('issuerName', 200, isTried && form.issuerName.trim() === '' ? t('shell:form.needed') : undefined)}
          {text('issuedDate', 10, isBadDate ? t('loose.badDate') : undefined, t('loose.dateHint'))}
        </>
      ) : null}
      <div className={styles['pair']}>
        <TextField
          label={t('items.sheetsField')}
          hint={t('items.sheetsHint')}
          name="sheets"
          inputMode="numeric"
          maxLength={4}
          value={form.sheets}
          onChange={(value) => setForm({ ...form, sheets: value })}
          fault={isWrong ? t('items.sheetsWrong') : undefined}
        />
        <TextField
          label={t('field.note')}
          name="note"
          maxLength={300}
          value={form.note}
          onChange={(note) => setForm({ ...form, note })}
        />
      </div>
    </WorkSheet>
  )
}
