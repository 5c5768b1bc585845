import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { outgoing } from '../contract.ts'
import styles from './compare.module.css'
import { type CompareRow, folded } from './compare-rows.ts'
import { useDocument, useOutgoingKey } from './use-outgoing.ts'

const numberOf = (text: string): number => (/^[1-9]\d*$/.test(text) ? Number(text) : 0)

/** Two versions side by side, paragraph against paragraph, with the words that came and went. */
export default function ComparePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const key = useOutgoingKey()
  const go = useGo()
  const { data: document } = useDocument(id)
  const [url, setUrl] = useUrlState({ from: '', to: '', only: '1' })
  const latest = document?.latestVersion ?? 0
  const to = numberOf(url.to) || latest
  const from = numberOf(url.from) || Math.max(1, to - 1)
  const { data, error, refetch } = useQuery({
    queryKey: key('compare', id, from, to),
    queryFn: ({ signal }) => api.compare({ params: { documentId: id }, query: { from, to }, signal }),
    enabled: to > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useShortcuts([{ keys: 'Escape', label: t('compare.back'), quiet: true, run: () => go(`outgoing/${id}`) }])
  const choice = (name: 'from' | 'to', value: number) => (
    <select
      aria-label={t(`compare.${name}`)}
      value={value}
      onChange={(event) => setUrl({ [name]: event.currentTarget.value })}
    >
      {(document?.versions ?? []).map((one) => (
        <option key={one.no} value={one.no}>
          {t('page.version', { no: one.no })}
        </option>
      ))}
    </select>
  )
  const isSame = data?.rows.every((row) => row.kind === 'same') ?? false
  return (
    <div className={styles['page']}>
      <PageHead title={t('compare.title', { from, to })} facts={document?.subject}>
        <Button onClick={() => go(`outgoing/${id}`)}>{t('compare.back')}</Button>
      </PageHead>
      <div className={styles['tools']}>
        {choice('from', from)} → {choice('to', to)}
        <label>
          <input
            type="checkbox"
            checked={url.only === '1'}
            onChange={(event) => setUrl({ only: event.currentTarget.checked ? '1' : '0' })}
          />
          {t('compare.onlyChanged')}
        </label>
      </div>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {isSame ? <EmptyState title={t('compare.same')} /> : null}
      {data && !isSame ? (
        <table className={styles['rows']} lang="vi">
          <thead>
            <tr>
              <th scope="col">{t('page.version', { no: from })}</th>
              <th scope="col">{t('page.version', { no: to })}</th>
            </tr>
          </thead>
          <tbody>
            {folded(data.rows, url.only === '1').map((row, i) =>
              typeof row === 'number' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of one fixed answer
                <tr key={i} className={styles['kept']}>
                  <td colSpan={2}>{t('compare.kept', { count: row })}</td>
                </tr>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of one fixed answer
                <tr key={i} data-kind={row.kind}>
                  <td>
                    <Words row={row} side="from" />
                  </td>
                  <td>
                    <Words row={row} side="to" />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      ) : null}
    </div>
  )
}

/** A paragraph of one side: what was taken out stands on the left, what was put in on the right. */
function Words({ row, side }: { row: CompareRow; side: 'from' | 'to' }) {
  const { t } = useTranslation('outgoing')
  const text = row[side]
  if (text === null) return null
  const own = side === 'from' ? 'removed' : 'added'
  if (row.kind === own) return side === 'from' ? <del>{text}</del> : <ins>{text}</ins>
  if (!row.words) return text
  return row.words
    .filter((word) => word.kind === 'same' || word.kind === own)
    .map((word, i) =>
      word.kind === 'same' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one fixed paragraph
        <span key={i}>{word.text}</span>
      ) : side === 'from' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one fixed paragraph
        <del key={i} title={t('compare.removed')}>
          {word.text}
        </del>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one fixed paragraph
        <ins key={i} title={t('compare.added')}>
          {word.text}
        </ins>
      ),
    )
}
