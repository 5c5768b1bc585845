import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf, formatDate, formatInstant, formatNumber } from '#web/kit/format.ts'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { type SealView, seals } from '../seals-contract.ts'
import { EndForm, HandForm, type Posts, UseForm } from './seal-forms.tsx'
import styles from './signatures.module.css'
import { useSignatures } from './use-signatures.ts'

/** One seal: who keeps it, its hand-overs with their minutes, its uses; and what its keeper does with it. */
export function SealSheet(props: { seal: SealView; posts: Posts; mayKeep: boolean; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { sealsApi, post } = useSignatures()
  const url = useFileUrl()
  const { seal, posts } = props
  const [form, setForm] = useState<'use' | 'hand' | 'finish' | null>(null)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['signatures', post.id, 'seal', seal.id],
    queryFn: ({ signal, pageParam }) =>
      sealsApi.getSeal({ params: { sealId: seal.id }, query: pageParam ? { before: pageParam } : {}, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  const handovers = data?.pages[0]?.handovers ?? []
  const uses = data?.pages.flatMap((page) => page.uses) ?? []
  const end = () => setForm(null)
  const mayWork = props.mayKeep && seal.state === 'in-use'
  return (
    <SideSheet opened onClose={props.onClose} title={seal.name} width={40}>
      <div className={styles['form']}>
        <dl className={styles['facts']}>
          <Line label={t('seals.field.kind')}>{t(`seals.kind.${seal.kind}`)}</Line>
          <Line label={t('seals.field.since')}>{formatDate(seal.since)}</Line>
          {seal.basis ? <Line label={t('seals.field.basis')}>{seal.basis}</Line> : null}
          <Line label={t('seals.field.custodian')}>
            {[seal.custodianName, seal.custodianTitle].filter(Boolean).join(', ')}
          </Line>
          {seal.stateOn ? (
            <Line
              label={t(`seals.state.${seal.state}`)}
            >{`${formatDate(seal.stateOn)} · ${seal.stateReason ?? ''}`}</Line>
          ) : null}
        </dl>
        {mayWork && !form ? (
          <div className={styles['row']}>
            <Button kind="main" onClick={() => setForm('use')}>
              {t('use.open')}
            </Button>
            <Button onClick={() => setForm('hand')}>{t('hand.open')}</Button>
            <Button kind="quiet" onClick={() => setForm('finish')}>
              {t('finish.open')}
            </Button>
          </div>
        ) : null}
        {form === 'use' ? <UseForm seal={seal} onEnd={end} /> : null}
        {form === 'hand' ? <HandForm seal={seal} posts={posts} onEnd={end} /> : null}
        {form === 'finish' ? <EndForm seal={seal} onEnd={end} /> : null}
        <ErrorNote fault={error} onRetry={() => void refetch()} />
        <section>
          <h3>{t('hand.list', { count: handovers.length })}</h3>
          {data && handovers.length === 0 ? <p className={styles['quiet']}>{t('hand.none')}</p> : null}
          <ul className={styles['uses']}>
            {handovers.map((one) => (
              <li key={one.id}>
                <span className={styles['head']}>
                  <span>
                    {one.fromName} → <strong>{one.toName}</strong>
                  </span>
                  <a
                    href={url(seals.routes.printMinutes, { params: { sealId: seal.id, handoverId: one.id } })}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {t('hand.minutes')}
                  </a>
                </span>
                <small>
                  {formatInstant(one.at)} ·{' '}
                  {t('hand.permission', {
                    symbol: one.permissionSymbol,
                    date: formatDate(one.permissionOn),
                    by: one.permissionBy,
                  })}
                </small>
                <small>
                  {t('hand.witnessed', { name: one.witness })} · {one.reason}
                  {one.until ? ` · ${t('hand.untilShown', { date: formatDate(one.until) })}` : ''}
                </small>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{t('use.list', { count: seal.impressions, number: formatNumber(seal.impressions) })}</h3>
          {uses.length > 0 ? <PrintUses sealId={seal.id} /> : null}
          {data && uses.length === 0 ? <p className={styles['quiet']}>{t('use.none')}</p> : null}
          <ul className={styles['uses']}>
            {uses.map((one) => (
              <li key={one.id}>
                <span>
                  {one.description} <strong>× {formatNumber(one.impressions)}</strong>
                </span>
                <small>
                  {formatInstant(one.at)} · {t(`use.ways.${one.way}`)} · {one.byName}
                  {one.signer ? ` · ${t('use.signedBy', { name: one.signer })}` : ''}
                </small>
              </li>
            ))}
          </ul>
          {hasNextPage ? (
            <Button kind="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('use.more')}
            </Button>
          ) : null}
        </section>
      </div>
    </SideSheet>
  )
}

/** The book of uses of a period, this year's at first. */
function PrintUses({ sealId }: { sealId: string }) {
  const { t } = useTranslation('signatures')
  const url = useFileUrl()
  const today = dayOf(new Date())
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(today)
  const isPeriod = from !== '' && to !== '' && from <= to
  const print = (format: 'pdf' | 'xlsx') =>
    url(seals.routes.printSealUses, { params: { sealId }, query: { from, to, format } })
  return (
    <div className={styles['row']}>
      <Field label={t('use.from')} {...(isPeriod ? {} : { fault: t('use.bad') })}>
        {(field) => <DateField {...field} value={from} onChange={setFrom} />}
      </Field>
      <Field label={t('use.to')}>{(field) => <DateField {...field} value={to} onChange={setTo} />}</Field>
      {isPeriod ? (
        <span>
          {t('use.print')}:{' '}
          <a href={print('pdf')} target="_blank" rel="noreferrer">
            PDF
          </a>{' '}
          · <a href={print('xlsx')}>Excel</a>
        </span>
      ) : null}
    </div>
  )
}

function Line({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
