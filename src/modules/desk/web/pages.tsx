import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { type Component, records } from '#modules/records/contract.ts'
import { useFileUrl } from '#web/api.ts'
import { FileViewer, type ViewedFile } from '#web/kit/file-viewer.tsx'
import { formatBytes } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { usePhone } from '#web/kit/use-phone.ts'
import pageStyles from './document.module.css'
import { FoundBar, useFound } from './found.tsx'

/** The pages of a document, the main file first; attachments and derived copies one press away. */
export function Pages({ document, isPlain }: { document: IncomingDetail; isPlain?: boolean }) {
  const { t, i18n } = useTranslation('desk')
  const fileUrl = useFileUrl()
  const isPhone = usePhone()
  const [chosen, setChosen] = useState<string | null>(null)
  const sought = useFound(isPlain ? [] : document.components)
  const files = [...document.components].sort(
    (a, b) => Number(a.role !== 'main') - Number(b.role !== 'main') || a.position - b.position,
  )
  const file = files.find((one) => one.id === (chosen ?? sought.componentId)) ?? files[0] ?? null
  const isSought = file !== null && file.id === sought.componentId
  const url = (one: Component, copy: 'original' | 'view' | 'stamped', download?: '1') =>
    fileUrl(records.openComponent, {
      params: { componentId: one.id },
      query: { copy, ...(download ? { download } : {}) },
    })
  const viewed = (one: Component): ViewedFile =>
    one.canView
      ? { url: url(one, one.isStamped ? 'stamped' : 'view'), kind: 'pdf', name: one.fileName }
      : { url: '', kind: 'other', name: one.fileName }
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  return (
    <div className={pageStyles['pages']}>
      {files.length > 1 ? (
        <nav className={pageStyles['files']} aria-label={t('files')}>
          {files.map((one) => (
            <button
              key={one.id}
              type="button"
              aria-current={one.id === file?.id ? 'true' : undefined}
              onClick={() => setChosen(one.id)}
            >
              <Icon name={one.role === 'main' ? 'page' : 'copy'} size={13} />
              <span>{one.fileName}</span>
            </button>
          ))}
        </nav>
      ) : null}
      {file && !isPlain && file.findings.length > 0 ? (
        <ul className={pageStyles['findings']}>
          {file.findings.map((finding) => (
            <li key={finding.code}>{finding[lang]}</li>
          ))}
        </ul>
      ) : null}
      {isSought ? <FoundBar found={sought} /> : null}
      <FileViewer
        file={file ? viewed(file) : null}
        {...(isSought ? { highlights: sought.highlights, startPage: sought.page } : {})}
        thumbnails={!isPlain}
        {...(file && !isPlain && !isPhone ? { downloadUrl: url(file, 'original', '1') } : {})}
      />
      {file && !isPlain ? (
        <p className={pageStyles['fileFacts']}>
          {isPhone ? (
            <a href={url(file, 'original', '1')} download>
              {file.fileName}
            </a>
          ) : (
            file.fileName
          )}{' '}
          · {formatBytes(file.size)} · <span title={file.sha256}>SHA-256 {file.sha256.slice(0, 12)}…</span>
        </p>
      ) : null}
    </div>
  )
}
