import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { Result } from '../contract.ts'
import { placeOf } from './address.ts'
import { LitText } from './lit-text.tsx'
import styles from './search.module.css'

const tones: Readonly<Record<string, Tone>> = {
  registered: 'new',
  submitted: 'waiting',
  assigned: 'doing',
  in_progress: 'doing',
  completed: 'done',
  returned: 'returned',
  cancelled: 'returned',
}

/** One document that was found: symbol and subject, below it where it came from and where it is. */
export function ResultLine({
  result,
  marks,
  children,
}: {
  result: Result
  marks: readonly string[]
  children?: ReactNode
}) {
  const { t } = useTranslation('search')
  const { t: shell } = useTranslation()
  const why = t(`why.${result.why}`)
  const place = placeOf(result)
  const tone = result.entry ? tones[result.entry.state] : undefined
  return (
    <li className={styles['result']}>
      <div className={styles['first']}>
        <DocumentSymbol strong>{result.symbol}</DocumentSymbol>
        {place ? (
          <PostLink to={place} className={styles['subject'] ?? ''}>
            <LitText text={result.subject} marks={marks} />
          </PostLink>
        ) : (
          <span className={styles['subject']}>
            <LitText text={result.subject} marks={marks} />
          </span>
        )}
      </div>
      <div className={styles['second']}>
        <span>{result.typeName}</span>
        {result.issuedDate ? <span>{formatDate(result.issuedDate)}</span> : null}
        <span>
          <LitText text={result.issuerName} marks={marks} />
        </span>
        {result.entry ? (
          <span>
            {t('arrival', { number: `${result.entry.arrivalNumber}${result.entry.arrivalSuffix}` })} ·{' '}
            {formatDate(result.entry.arrivalDate)}
          </span>
        ) : null}
        {result.file ? (
          <span>
            {t('files.in', { symbol: result.file.symbol })} · {result.file.title}
          </span>
        ) : null}
        {result.unit && !result.file ? (
          <span>
            {t('inArchive')} · {result.unit.title}
          </span>
        ) : null}
        {result.validity.map((kind) => (
          <StateBadge key={kind} tone={kind === 'annuls' || kind === 'replaces' ? 'overdue' : 'returned'}>
            {t(`validity.${kind}`)}
          </StateBadge>
        ))}
        {tone ? <StateBadge tone={tone}>{shell(`state.${tone}`)}</StateBadge> : null}
        {why ? <span className={styles['why']}>{why}</span> : null}
      </div>
      {children}
    </li>
  )
}
