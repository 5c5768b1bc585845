import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { DropZone } from '#web/kit/drop-zone.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import { intake } from '../contract.ts'
import styles from './tray.module.css'

const levels = ['none', 'confidential', 'secret', 'top-secret'] as const

/** Files into the tray, each with its own progress. A secret level chosen here is refused by the server, with the rule. */
export function UploadPane(props: { onUploaded: () => void; place: RefObject<HTMLDivElement | null> }) {
  const { t } = useTranslation('intake')
  const fileUrl = useFileUrl()
  const [level, setLevel] = useState<(typeof levels)[number]>('none')
  return (
    <div ref={props.place} className={styles['upload']}>
      <DropZone
        send={(file, sending) => sendFile(fileUrl(intake.upload), file, sending, { classification: level })}
        onDone={() => props.onUploaded()}
      />
      <label className={styles['level']}>
        {t('upload.level')}
        <select value={level} onChange={(event) => setLevel(event.currentTarget.value as (typeof levels)[number])}>
          {levels.map((one) => (
            <option key={one} value={one}>
              {t(`upload.levels.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

/** Hands files dropped anywhere on a screen to the pane's own file field. */
export function giveFiles(place: HTMLElement | null, files: FileList): void {
  const input = place?.querySelector<HTMLInputElement>('input[type="file"]')
  if (!input || files.length === 0) return
  input.files = files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Opens the browser's choice of files. */
export function chooseFiles(place: HTMLElement | null): void {
  place?.querySelector<HTMLInputElement>('input[type="file"]')?.click()
}
