import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NarrowedMark } from '#modules/casefiles/web/states.tsx'
import type { Answer } from '#platform/contract/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { type Entry, transfer } from '../contract.ts'
import { ContentsSheet } from './contents-sheet.tsx'
import { ChangeSheet, DecideSheet, LookSheet } from './handover-sheets.tsx'
import { HandoverState } from './list-page.tsx'
import styles from './transfer.module.css'
import { useStep, useTransfersKey } from './use-transfers.ts'

export type HandoverDetail = Answer<typeof transfer.get>
type Opened = { kind: 'change' } | { kind: 'decide' } | { kind: 'look' | 'contents'; entry: Entry }

/** A list of files on its way into the archive: its files with what the machine sees, the archive's sample, its minutes. */
export default function HandoverPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneHandover key={id} id={id} />
}

function OneHandover({ id }: { id: string }) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const step = useStep()
  const fileUrl = useFileUrl()
  const [sheet, setSheet] = useState<Opened | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, refetch } = useQuery({
    queryKey: key('one', id),
    queryFn: ({ signal }) => api.get({ params: { handoverId: id }, signal }),
    retry: false,
  })
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { handover, entries, abilities, submitters } = data
  const run = async (work: 'submit' | 'withdraw' | 'sign') => {
    setFault(null)
    try {
      await step(
        () => api[work]({ params: { handoverId: id }, body: { version: handover.version } }),
        t(`done.${work}`),
      )
    } catch (cause) {
      setFault(cause)
    }
  }
  const print = (kind: 'list' | 'minutes') => fileUrl(transfer.print, { params: { handoverId: id }, query: { kind } })
  return (
    <div className={styles['page']}>
      <PageHead title={handover.title} facts={<HandoverState state={handover.state} />}>
        <PostLink to="transfers?tab=lists">{t('tab.lists')}</PostLink>
        {abilities.change ? (
          <Button icon="pencil" onClick={() => setSheet({ kind: 'change' })}>
            {t('change.title')}
          </Button>
        ) : null}
        {abilities.withdraw ? <Button onClick={() => void run('withdraw')}>{t('verb.withdraw')}</Button> : null}
        {abilities.submit ? (
          <Button kind="main" onClick={() => void run('submit')}>
            {t('verb.submit')}
          </Button>
        ) : null}
        {abilities.receive ? (
          <Button kind="main" onClick={() => setSheet({ kind: 'decide' })}>
            {t('verb.decide')}
          </Button>
        ) : null}
        {abilities.sign ? (
          <Button kind="main" onClick={() => void run('sign')}>
            {t('verb.sign')}
          </Button>
        ) : null}
      </PageHead>
      {fault ? <ErrorNote fault={fault} /> : null}
      {handover.state === 'draft' && !abilities.submit && submitters.length > 0 ? (
        <p className={styles['note']}>{t('submitter', { names: submitters.join(', ') })}</p>
      ) : null}
      <dl className={styles['facts']}>
        <Fact
          name={t('list.giver')}
          value={[handover.giverName, handover.kind === 'in' ? handover.partner : handover.unit]
            .filter(Boolean)
            .join(', ')}
        />
        <Fact
          name={t('field.receiver')}
          value={
            [handover.receiverName, handover.kind === 'out' ? handover.partner : null].filter(Boolean).join(', ') ||
            null
          }
        />
        <Fact name={t('list.number')} value={handover.number} />
        <Fact
          name={t('field.paper')}
          value={
            handover.boxes || handover.metres
              ? t('paper', { boxes: handover.boxes ?? 0, metres: handover.metres ?? 0 })
              : null
          }
        />
        <Fact name={t('field.condition')} value={handover.condition} />
        <Fact
          name={t('field.signed')}
          value={handover.state === 'decided' ? (handover.signedName ?? t('unsigned')) : null}
        />
        <Fact name={t('field.note')} value={handover.note} />
      </dl>
      <p className={styles['links']}>
        <a href={print('list')} target="_blank" rel="noreferrer">
          {t('print.list')}
        </a>
        {handover.state === 'decided' ? (
          <a href={print('minutes')} target="_blank" rel="noreferrer">
            {t('print.minutes')}
          </a>
        ) : null}
      </p>
      <ol className={styles['entries']}>
        {entries.map((entry, i) => (
          <OneEntry
            key={entry.fileId}
            entry={entry}
            no={i + 1}
            isOpen={handover.state === 'draft' || handover.state === 'submitted'}
            to={
              handover.kind === 'unit'
                ? `files/${entry.fileId}`
                : handover.kind === 'out' || entry.state === 'accepted'
                  ? `archive/units/${entry.fileId}`
                  : null
            }
            onRead={
              handover.kind === 'in' && abilities.receive ? () => setSheet({ kind: 'contents', entry }) : undefined
            }
            onLook={abilities.receive ? () => setSheet({ kind: 'look', entry }) : undefined}
          />
        ))}
      </ol>
      {sheet?.kind === 'change' ? <ChangeSheet detail={data} onClose={() => setSheet(null)} /> : null}
      {sheet?.kind === 'decide' ? <DecideSheet detail={data} onClose={() => setSheet(null)} /> : null}
      {sheet?.kind === 'contents' ? (
        <ContentsSheet handoverId={id} entry={sheet.entry} onClose={() => setSheet(null)} />
      ) : null}
      {sheet?.kind === 'look' ? <LookSheet detail={data} entry={sheet.entry} onClose={() => setSheet(null)} /> : null}
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string | null }) {
  return value ? (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ) : null
}

function OneEntry({
  entry,
  no,
  isOpen,
  to,
  onRead,
  onLook,
}: {
  entry: Entry
  no: number
  isOpen: boolean
  /** Where the file is opened; null: it is not here yet. */
  to: string | null
  onRead: (() => void) | undefined
  onLook: (() => void) | undefined
}) {
  const { t, i18n } = useTranslation(['transfer', 'casefiles'])
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  return (
    <li>
      <span className={styles['no']}>{no}</span>
      <span className={styles['what']}>
        <span>
          {to && !entry.isHidden ? (
            <PostLink to={to}>
              <b>{entry.symbol}</b> {entry.title}
            </PostLink>
          ) : (
            <>
              <b>{entry.symbol}</b> {entry.title}
            </>
          )}{' '}
          {entry.isNarrowed ? <NarrowedMark /> : null}{' '}
          {entry.state === 'listed' ? null : (
            <StateBadge tone={entry.state === 'accepted' ? 'done' : 'returned'}>{t(`entry.${entry.state}`)}</StateBadge>
          )}
          {entry.isSampled && isOpen ? (
            <StateBadge tone={entry.lookedAt ? 'done' : 'waiting'}>
              {t(entry.lookedAt ? 'entry.looked' : 'entry.sampled')}
            </StateBadge>
          ) : null}
        </span>
        <small>
          {[
            entry.startsOn ? `${formatDate(entry.startsOn)} – ${formatDate(entry.endsOn)}` : null,
            retentionWords(entry.retention, lang),
            t('entry.items', { count: entry.items }),
            entry.sheets ? t('entry.sheets', { count: entry.sheets }) : null,
            entry.pages ? t('entry.pages', { count: entry.pages }) : null,
            entry.lookedAt ? t('entry.lookedAt', { at: formatInstant(entry.lookedAt) }) : null,
            entry.remark,
            entry.reason,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {isOpen && !entry.isHidden ? (
          <small className={entry.checks.length + entry.lacks.length > 0 ? styles['lacks'] : styles['whole']}>
            {entry.checks.length + entry.lacks.length === 0
              ? t('entry.whole')
              : [
                  ...entry.checks.map((check) => t(`casefiles:check.${check.code}`, { about: check.about ?? '' })),
                  ...entry.lacks.map((lack) => t(`lack.${lack}`)),
                ].join(' ')}
          </small>
        ) : null}
      </span>
      {onRead ? <Button onClick={onRead}>{t('contents.title')}</Button> : null}
      {onLook ? <Button onClick={onLook}>{t('verb.look')}</Button> : null}
    </li>
  )
}
