import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { useActing } from '#web/session.tsx'
import { type FileResult, search } from '../contract.ts'
import { LitText } from './lit-text.tsx'
import styles from './search.module.css'

const tones: Readonly<Record<FileResult['state'], Tone>> = {
  open: 'doing',
  closed: 'done',
  submitted: 'waiting',
  returned: 'returned',
  accepted: 'done',
}

/** The case files that match, over all pages of documents. */
export function useFileResults(q: string) {
  const api = useApi(search)
  const { post } = useActing()
  return useQuery({
    queryKey: ['search', post.id, 'files', q],
    queryFn: ({ signal }) => api.files({ query: { q }, signal }),
    enabled: q !== '',
  }).data
}

/** Case files that bear the words in their symbol, title, maker or keywords. */
export function FileResults({ found, q }: { found: ReturnType<typeof useFileResults>; q: string }) {
  const { t } = useTranslation('search')
  if (!found || found.items.length === 0) return null
  return (
    <section aria-labelledby="search-files">
      <h2 id="search-files" className={styles['part']}>
        {t('files.title')}
      </h2>
      <ol className={styles['results']}>
        {found.items.map((file) => (
          <li key={file.id} className={styles['result']}>
            <div className={styles['first']}>
              <DocumentSymbol strong>{file.symbol}</DocumentSymbol>
              <PostLink to={`files/${file.id}`} className={styles['subject'] ?? ''}>
                <LitText text={file.title} marks={found.marks} />
              </PostLink>
            </div>
            <div className={styles['second']}>
              <span>{file.period}</span>
              <span>
                <LitText text={file.makerName} marks={found.marks} />
              </span>
              {file.unit ? <span>{file.unit}</span> : null}
              <span>{t('files.holds', { count: file.items })}</span>
              <StateBadge tone={tones[file.state]}>{t(`files.state.${file.state}`)}</StateBadge>
            </div>
          </li>
        ))}
      </ol>
      {found.isMore ? (
        <PostLink to="files" search={{ q }}>
          {t('files.all')}
        </PostLink>
      ) : null}
    </section>
  )
}
