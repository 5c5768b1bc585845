import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DropZone } from '#web/kit/drop-zone.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { casefiles } from '../contract.ts'
import type { FileDetail } from './file-page.tsx'
import styles from './files.module.css'
import { useStep } from './use-files.ts'

const LEVELS = ['none', 'confidential', 'secret', 'top-secret'] as const

/** A note or paper that was never registered: described first, then its scan, which is screened like any upload. */
export function LooseSheet({ detail, onClose }: { detail: FileDetail; onClose: () => void }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const fileUrl = useFileUrl()
  const step = useStep()
  const fileId = detail.file.id
  const [form, setForm] = useState({ typeName: '', subject: '', issuedDate: '', issuerName: '', level: 'none' })
  const [made, setMade] = useState<string | null>(null)
  const goesOn = useRef(false)
  const [isTried, setTried] = useState(false)
  const level = LEVELS.find((one) => one === form.level) ?? 'none'
  const isBadDate = form.issuedDate !== '' && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(form.issuedDate)
  if (made)
    return (
      <WorkSheet
        title={t('loose.scan')}
        about={form.subject}
        consequence={t('loose.screened')}
        verb={t('loose.ready')}
        onClose={onClose}
        check={() => true}
        onSubmit={async () => {}}
      >
        <DropZone
          send={(file, sending) =>
            sendFile(
              fileUrl(casefiles.uploadLoose, {
                params: { fileId, documentId: made },
                query: { classification: level },
              }),
              file,
              sending,
            )
          }
        />
      </WorkSheet>
    )
  return (
    <WorkSheet
      title={t('loose.title')}
      about={`${detail.file.symbol} ${detail.file.title}`}
      consequence={t('loose.consequence')}
      verb={t('loose.next')}
      // It goes on to its scan instead of going away.
      onClose={() => {
        if (!goesOn.current) onClose()
        goesOn.current = false
      }}
      check={() => {
        setTried(true)
        return form.typeName.trim() !== '' && form.subject.trim() !== '' && !isBadDate
      }}
      onSubmit={async () => {
        const { documentId } = await step(
          () =>
            api.addLoose({
              params: { fileId },
              body: {
                typeName: form.typeName.trim(),
                subject: form.subject.trim(),
                issuedDate: form.issuedDate || null,
                issuerName: form.issuerName.trim() || null,
                classification: level,
              },
            }),
          t('loose.added'),
        )
        goesOn.current = true
        setMade(documentId)
      }}
    >
      <TextField
        label={t('loose.typeName')}
        hint={t('loose.typeHint')}
        name="typeName"
        required
        data-focus=""
        maxLength={200}
        value={form.typeName}
        onChange={(typeName) => setForm({ ...form, typeName })}
        fault={isTried && form.typeName.trim() === '' ? t('shell:form.needed') : undefined}
      />
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
      <div className={styles['pair']}>
        <TextField
          label={t('loose.issuedDate')}
          hint={t('loose.dateHint')}
          name="issuedDate"
          maxLength={10}
          value={form.issuedDate}
          onChange={(issuedDate) => setForm({ ...form, issuedDate })}
          fault={isBadDate ? t('loose.badDate') : undefined}
        />
        <TextField
          label={t('loose.issuerName')}
          name="issuerName"
          maxLength={200}
          value={form.issuerName}
          onChange={(issuerName) => setForm({ ...form, issuerName })}
        />
      </div>
      <ChoiceField label={t('loose.level')} value={form.level} onChange={(next) => setForm({ ...form, level: next })}>
        {LEVELS.map((one) => (
          <option key={one} value={one}>
            {t(`loose.levels.${one}`)}
          </option>
        ))}
      </ChoiceField>
    </WorkSheet>
  )
}
