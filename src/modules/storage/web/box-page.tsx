import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { type Content, type Movement, storage } from '../contract.ts'
import { ChangeBoxSheet, PutInSheet, RemoveContentsSheet, TakeOutSheet } from './box-sheets.tsx'
import styles from './storage.module.css'
import { BoxState } from './stores-page.tsx'
import { useStep, useStorageKey } from './use-storage.ts'

/** A box: the files in it, where it stands, its history. */
export default function BoxPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneBox key={id} id={id} />
}

function OneBox({ id }: { id: string }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const key = useStorageKey()
  const step = useStep()
  const fileUrl = useFileUrl()
  const go = useGo()
  const [sheet, setSheet] = useState<'change' | 'put' | 'out' | 'take' | 'remove' | null>(null)
  const [picked, setPicked] = useState<readonly string[]>([])
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, refetch } = useQuery({
    queryKey: key('box', id),
    queryFn: ({ signal }) => api.box({ params: { boxId: id }, signal }),
    retry: false,
  })
  const keeps = data?.abilities.keep ?? false
  useShortcuts([
    { keys: 'n', label: t('put.verb'), disabled: !keeps, run: () => setSheet('put') },
    { keys: 'e', label: t('box.edit'), disabled: !keeps, run: () => setSheet('change') },
  ])
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { box, contents, movements } = data
  const chosen = contents.filter((one) => picked.includes(one.id))
  const run = async (work: () => Promise<unknown>, said: string) => {
    setFault(null)
    try {
      await step(work, said)
      setPicked([])
    } catch (cause) {
      setFault(cause)
    }
  }
  const ids = chosen.map((one) => one.id)
  const done = () => {
    setSheet(null)
    setPicked([])
  }
  return (
    <div className={styles['page']}>
      <PageHead title={box.label} facts={<BoxState box={box} />}>
        <PostLink to={box.shelfId ? `storage?place=${box.shelfId}` : 'storage'}>{t('title')}</PostLink>
        <a href={fileUrl(storage.labels, { query: { ids: box.id } })} target="_blank" rel="noreferrer">
          {t('labels.one')}
        </a>
        {keeps ? (
          <>
            <Button icon="pencil" keys="e" onClick={() => setSheet('change')}>
              {t('box.edit')}
            </Button>
            {contents.length === 0 ? <Button onClick={() => setSheet('remove')}>{t('box.remove')}</Button> : null}
            <Button kind="main" keys="n" icon="plus" onClick={() => setSheet('put')}>
              {t('put.verb')}
            </Button>
          </>
        ) : null}
      </PageHead>
      {fault ? <ErrorNote fault={fault} /> : null}
      <div className={styles['scroll']}>
        <dl className={styles['facts']}>
          <Fact name={t('box.path')} value={box.path ?? t('box.unplaced')} />
          <Fact name={t('box.fonds')} value={box.fonds} />
          <Fact name={t('box.inventory')} value={box.inventory} />
          <Fact name={t('box.range')} value={box.from ? `${box.from} – ${box.to}` : null} />
          <Fact name={t('box.width')} value={box.widthCm.toLocaleString('vi-VN')} />
          <Fact name={t('box.code')} value={box.scanCode} />
          <Fact name={t('box.note')} value={box.note} />
        </dl>
        <h2 className={styles['subhead']}>{t('contents.title', { count: contents.length })}</h2>
        {keeps && chosen.length > 0 ? (
          <div className={styles['tools']}>
            {chosen.every((one) => one.out === null) ? (
              <>
                <Button onClick={() => setSheet('out')}>{t('out.verb')}</Button>
                <Button onClick={() => setSheet('take')}>{t('contents.remove')}</Button>
              </>
            ) : null}
            {chosen.every((one) => one.out !== null) ? (
              <Button
                onClick={() => void run(() => api.putBack({ body: { contentIds: ids, reason: null } }), t('back.done'))}
              >
                {t('back.verb')}
              </Button>
            ) : null}
          </div>
        ) : null}
        {contents.length === 0 ? <EmptyState title={t('contents.empty')} hint={t('contents.emptyHint')} /> : null}
        <ul className={styles['lines']}>
          {contents.map((one) => (
            <OneContent
              key={one.id}
              one={one}
              {...(keeps
                ? {
                    isPicked: picked.includes(one.id),
                    onPick: (on: boolean) =>
                      setPicked(on ? [...picked, one.id] : picked.filter((other) => other !== one.id)),
                  }
                : {})}
            />
          ))}
        </ul>
        <h2 className={styles['subhead']}>{t('history')}</h2>
        <ol className={styles['lines']}>
          {movements.map((one) => (
            <OneMovement key={one.id} one={one} />
          ))}
        </ol>
      </div>
      {sheet === 'change' ? <ChangeBoxSheet box={box} onClose={() => setSheet(null)} /> : null}
      {sheet === 'put' ? <PutInSheet box={box} onClose={() => setSheet(null)} /> : null}
      {sheet === 'out' ? <TakeOutSheet contents={chosen} onClose={done} /> : null}
      {sheet === 'take' ? <RemoveContentsSheet contents={chosen} onClose={done} /> : null}
      {sheet === 'remove' ? (
        <ConfirmSheet
          opened
          onClose={() => setSheet(null)}
          title={t('box.removeAsk', { label: box.label })}
          consequence={t('box.removeConsequence')}
          verb={t('box.remove')}
          danger
          onConfirm={async () => {
            await step(
              () => api.removeBox({ params: { boxId: box.id }, body: { version: box.version } }),
              t('box.removed'),
            )
            go(box.shelfId ? `storage?place=${box.shelfId}` : 'storage')
          }}
        />
      ) : null}
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

function OneContent(props: { one: Content; isPicked?: boolean; onPick?: (on: boolean) => void }) {
  const { one, isPicked, onPick } = props
  const { t } = useTranslation('storage')
  const name = [one.number, one.title ?? t('contents.hidden')].filter(Boolean).join(' · ')
  return (
    <li>
      {onPick ? (
        <input
          type="checkbox"
          aria-label={name}
          checked={isPicked ?? false}
          onChange={(event) => onPick(event.currentTarget.checked)}
        />
      ) : null}
      <span>
        <b>{one.number}</b> {one.title ?? <i>{t('contents.hidden')}</i>}
        <small>
          {[
            one.span,
            one.sheets === null ? null : t('sheets', { count: one.sheets }),
            one.out ? t('out.since', { to: one.out.to, reason: one.out.reason, at: formatInstant(one.out.at) }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      {one.out ? (
        <span>
          <StateBadge tone="waiting">
            {one.out.due ? t('out.dueOn', { date: formatDate(one.out.due) }) : t('out.open')}
          </StateBadge>
        </span>
      ) : null}
    </li>
  )
}

function OneMovement({ one }: { one: Movement }) {
  const { t } = useTranslation('storage')
  const facts = [
    one.from && one.to ? `${one.from} → ${one.to}` : (one.to ?? one.from),
    one.toWhom ? t('out.forWhom', { to: one.toWhom }) : null,
    one.reason,
    one.due ? t('out.dueOn', { date: formatDate(one.due) }) : null,
    `${one.byName}, ${formatInstant(one.at)}`,
  ]
  return (
    <li>
      <span>
        <b>{t(`movement.${one.kind}`)}</b> {one.what}
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </span>
    </li>
  )
}
