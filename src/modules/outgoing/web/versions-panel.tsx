import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { records } from '#modules/records/contract.ts'
import { useFileUrl } from '#web/api.ts'
import { DropZone } from '#web/kit/drop-zone.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { formatBytes, formatInstant } from '#web/kit/format.ts'
import { useGo } from '#web/kit/post-link.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { type DraftVersion, type OutgoingDetail, outgoing } from '../contract.ts'
import { viewOf } from './pages.tsx'
import type { PanelProps } from './panel-props.ts'
import styles from './panels.module.css'
import { newestFirst } from './states.ts'

const LEVELS = ['none', 'confidential', 'secret', 'top-secret'] as const
type As = 'draft' | 'pdf' | 'attachment' | 'scan'

/** Every draft as it was: looked at, taken away as a file, compared; and the place where the next one comes in. */
export default function VersionsPanel({ document, shownNo, onShow }: PanelProps) {
  const { t } = useTranslation('outgoing')
  const go = useGo()
  return (
    <>
      {document.abilities.includes('addVersion') || document.abilities.includes('addScan') ? (
        <Upload document={document} />
      ) : null}
      <Waiting document={document} />
      <section>
        {document.versions.length === 0 ? <p className={styles['quiet']}>{t('versions.none')}</p> : null}
        <ul className={styles['versions']}>
          {newestFirst(document.versions).map((one) => (
            <li key={one.no} className={styles['version']} data-shown={one.no === shownNo || undefined}>
              <p>
                <b>{t('page.version', { no: one.no })}</b> · {t(`versions.origin.${one.origin}`, { from: one.fromNo })}
                {one.no === document.approvedVersion ? (
                  <StateBadge tone="done">{t('versions.approved')}</StateBadge>
                ) : null}
              </p>
              <small className={styles['quiet']}>
                {one.byName} · {formatInstant(one.at)} · {formWords(one, t)}
              </small>
              {one.note ? <q className={styles['said']}>{one.note}</q> : null}
              <span className={styles['links']}>
                {one.no === shownNo ? null : (
                  <button type="button" className={styles['link']} onClick={() => onShow(one.no)}>
                    {t('versions.show')}
                  </button>
                )}
                <Files document={document} version={one} />
                {one.no > 1 ? (
                  <button
                    type="button"
                    className={styles['link']}
                    onClick={() =>
                      go(`outgoing/${document.id}/compare`, { from: String(one.no - 1), to: String(one.no) })
                    }
                  >
                    {t('versions.compare')}
                  </button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Attachments document={document} />
    </>
  )
}

function formWords(one: DraftVersion, t: (key: string, facts?: Record<string, unknown>) => string): string {
  if (one.errors === null) return t('versions.unchecked')
  if (one.errors + (one.warnings ?? 0) === 0) return t('versions.formClean')
  return t('versions.form', { errors: one.errors, warnings: one.warnings ?? 0 })
}

function Files({ document, version }: { document: OutgoingDetail; version: DraftVersion }) {
  const { t } = useTranslation('outgoing')
  const fileUrl = useFileUrl()
  const url = (format: 'pdf' | 'docx') =>
    fileUrl(outgoing.pages, {
      params: { documentId: document.id, no: version.no },
      query: { format, download: '1' },
    })
  const isWord = version.component === null || version.component.mediaType !== 'application/pdf'
  return (
    <>
      {isWord ? (
        <a href={url('docx')} download>
          {t('versions.word')}
        </a>
      ) : null}
      {viewOf(version) === 'pages' ? (
        <a href={url('pdf')} download>
          {t('versions.pdfOf')}
        </a>
      ) : null}
    </>
  )
}

function Upload({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  const fileUrl = useFileUrl()
  const queries = useQueryClient()
  const [classification, setClassification] = useState<(typeof LEVELS)[number]>('none')
  const latest = document.versions.find((one) => one.no === document.latestVersion)
  const isWord = latest?.component && latest.component.mediaType !== 'application/pdf'
  const kinds: readonly As[] = document.abilities.includes('addScan')
    ? ['scan']
    : ['draft', ...(isWord ? (['pdf'] as const) : []), 'attachment']
  const [chosen, setAs] = useState<As>('draft')
  const as = kinds.find((one) => one === chosen) ?? kinds[0]!
  return (
    <section>
      <h3>{t(as === 'scan' ? 'versions.addScan' : 'versions.add')}</h3>
      <p className={styles['quiet']}>{t(as === 'scan' ? 'versions.addScanHint' : 'versions.addHint')}</p>
      <div className={styles['pair']}>
        <label>
          {t('versions.as')}
          <select
            className={fieldStyles['input']}
            value={as}
            onChange={(event) => setAs(event.currentTarget.value as As)}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`versions.asOf.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('versions.level')}
          <select
            className={fieldStyles['input']}
            value={classification}
            onChange={(event) => setClassification(event.currentTarget.value as (typeof LEVELS)[number])}
          >
            {LEVELS.map((one) => (
              <option key={one} value={one}>
                {t(`versions.levels.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <DropZone
        {...(as === 'attachment' ? {} : { accept: as === 'draft' ? '.docx,.pdf' : '.pdf' })}
        send={(file, sending) =>
          sendFile(
            fileUrl(outgoing.upload, { params: { documentId: document.id }, query: { as, classification } }),
            file,
            sending,
          )
        }
        onDone={() => void queries.invalidateQueries({ queryKey: ['outgoing'] })}
      />
    </section>
  )
}

/** Files on their way through the screen, and those that it refused, each with its sentence. */
function Waiting({ document }: { document: OutgoingDetail }) {
  const { t, i18n } = useTranslation('outgoing')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  if (document.waitingFiles.length === 0) return null
  return (
    <ul className={styles['waiting']} aria-live="polite">
      {document.waitingFiles.map((file) => (
        <li key={file.id} data-state={file.state}>
          {file.words?.[lang] ?? t(`versions.${file.state}`)}
        </li>
      ))}
    </ul>
  )
}

function Attachments({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  const fileUrl = useFileUrl()
  if (document.attachments.length === 0) return null
  return (
    <section>
      <h3>{t('versions.attachments')}</h3>
      <ul className={styles['plain']}>
        {document.attachments.map((one) => (
          <li key={one.id}>
            <a
              href={fileUrl(records.openComponent, {
                params: { componentId: one.id },
                query: { copy: 'original', download: '1' },
              })}
              download
            >
              {one.fileName}
            </a>{' '}
            <small className={styles['quiet']}>{formatBytes(one.size)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
