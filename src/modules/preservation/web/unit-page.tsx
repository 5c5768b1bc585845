import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatBytes, formatInstant, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { type PackageLine, preservation } from '../contract.ts'
import { DipSheet, SipSheet } from './export-sheets.tsx'
import { UnitState } from './packages-page.tsx'
import styles from './preservation.module.css'
import { usePreservation } from './use-preservation.ts'

type Event = Answer<typeof preservation.unit>['events'][number]

/** One file: its packages with what the verifier found, and everything that was done to preserve it. */
export default function UnitPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneUnit key={id} id={id} />
}

function OneUnit({ id }: { id: string }) {
  const { t, i18n } = useTranslation('preservation')
  const { api, key, step } = usePreservation()
  const [sheet, setSheet] = useState<'sip' | 'dip' | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { data, error, refetch } = useQuery({
    queryKey: key('unit', id),
    queryFn: ({ signal }) => api.unit({ params: { unitId: id }, signal }),
    retry: false,
  })
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { unit, packages, events, abilities } = data
  const pack = async () => {
    setFault(null)
    try {
      await step(
        () => api.pack({ params: { unitId: id } }),
        ({ files }) => t('pack.begun', { count: files }),
      )
    } catch (cause) {
      setFault(cause)
    }
  }
  return (
    <div className={styles['page']}>
      <PageHead title={`${unit.code} ${unit.title}`} facts={<UnitState state={unit.state} />}>
        <PostLink to="preservation">{t('title')}</PostLink>
        {abilities.exchange ? (
          <>
            <Button onClick={() => setSheet('sip')}>{t('sip.verb')}</Button>
            <Button onClick={() => setSheet('dip')}>{t('dip.verb')}</Button>
          </>
        ) : null}
        {abilities.pack ? (
          <Button kind="main" icon="archive" onClick={() => void pack()}>
            {t('pack.verb')}
          </Button>
        ) : null}
      </PageHead>
      {fault ? <ErrorNote fault={fault} /> : null}
      {data.fault ? <p className={styles['note']}>{t('failedNote', { reason: data.fault[lang] })}</p> : null}
      {abilities.pack && !abilities.take ? <p className={styles['note']}>{t('narrowed')}</p> : null}
      <h2 className={styles['heading']}>{t('packages')}</h2>
      {packages.length === 0 ? <p className={styles['pad']}>{t('noPackages')}</p> : null}
      <ol className={styles['entries']}>
        {packages.map((one) => (
          <OnePackage key={one.id} of={one} lang={lang} mayTake={abilities.take} />
        ))}
      </ol>
      <h2 className={styles['heading']}>{t('events')}</h2>
      {events.length === 0 ? <p className={styles['pad']}>{t('noEvents')}</p> : null}
      <ol className={styles['entries']}>
        {events.map((one) => (
          <OneEvent key={one.id} of={one} />
        ))}
      </ol>
      {sheet === 'sip' ? <SipSheet unitId={id} onClose={() => setSheet(null)} /> : null}
      {sheet === 'dip' ? <DipSheet unitId={id} onClose={() => setSheet(null)} /> : null}
    </div>
  )
}

function OnePackage({ of, lang, mayTake }: { of: PackageLine; lang: 'vi' | 'en'; mayTake: boolean }) {
  const { t } = useTranslation('preservation')
  const fileUrl = useFileUrl()
  return (
    <li>
      <span className={styles['no']}>{of.version}</span>
      <div className={styles['what']}>
        <b>{of.objectId}</b>
        <span>
          {t(`kind.${of.kind}`)} · {t(`recordStatus.${of.recordStatus}`)} ·{' '}
          {t('content', { documents: formatNumber(of.documents), files: formatNumber(of.files) })} ·{' '}
          {formatBytes(of.size)}
        </span>
        <small>
          {formatInstant(of.madeAt)}, {of.madeByName} · SHA-256 {of.sha256}
        </small>
        {of.findings.length > 0 ? (
          <details>
            <summary>{t('findings', { count: of.findings.length })}</summary>
            <ul>
              {of.findings.map((one) => (
                <li key={`${one.ruleId} ${one.path} ${one.text.vi}`}>
                  {t(`level.${one.level}`)} [{one.ruleId}] {one.path ? `${one.path}: ` : ''}
                  {one.text[lang]}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      <StateBadge tone={of.isValid ? 'done' : 'overdue'}>{t(of.isValid ? 'valid' : 'notValid')}</StateBadge>
      {mayTake ? <a href={fileUrl(preservation.take, { params: { packageId: of.id } })}>{t('take')}</a> : null}
    </li>
  )
}

const OUTCOMES: Readonly<Record<Event['outcome'], Tone>> = { success: 'done', warning: 'waiting', failure: 'overdue' }

function OneEvent({ of }: { of: Event }) {
  const { t } = useTranslation('preservation')
  return (
    <li>
      <div className={styles['what']}>
        <b>
          {t(`event.${of.kind}`, of.kind)}
          {of.version === null ? '' : ` (${t('versionNo', { version: of.version })})`}
        </b>
        {of.detail ? <span>{of.detail}</span> : null}
        <small>
          {formatInstant(of.at)}, {of.byName}
        </small>
      </div>
      <StateBadge tone={OUTCOMES[of.outcome]}>{t(`outcome.${of.outcome}`)}</StateBadge>
    </li>
  )
}
