import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { useFileUrl } from '#web/api.ts'
import { DropZone } from '#web/kit/drop-zone.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import styles from './desk.module.css'

const levels = ['none', 'confidential', 'secret', 'top-secret'] as const

/** Files for a document that is registered already: screened for secrets first, then attached; nothing is replaced. */
export function AddFileSheet({ document, onClose }: { document: IncomingDetail; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const fileUrl = useFileUrl()
  const queries = useQueryClient()
  const [level, setLevel] = useState<string>('none')
  const role = document.components.length === 0 ? 'main' : 'attachment'
  return (
    <SideSheet
      opened
      title={t('step.addFile')}
      onClose={() => {
        // Screening runs for some seconds: what is ready by now shows at once.
        void queries.invalidateQueries({ queryKey: ['incoming'] })
        onClose()
      }}
    >
      <div className={styles['form']}>
        <p className={styles['consequence']}>{t('addFile.consequence')}</p>
        <Field label={t('addFile.level')}>
          {(parts) => (
            <select
              {...parts}
              className={fieldStyles['input']}
              value={level}
              onChange={(event) => setLevel(event.currentTarget.value)}
            >
              {levels.map((one) => (
                <option key={one} value={one}>
                  {t(`addFile.levels.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <DropZone
          send={(file, sending) =>
            sendFile(fileUrl(intake.upload), file, sending, { classification: level, intoDocument: document.id, role })
          }
        />
      </div>
    </SideSheet>
  )
}
