import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { records } from '#modules/records/contract.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { FileViewer } from '#web/kit/file-viewer.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import styles from '#web/kit/print-page.module.css'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { incoming } from '../contract.ts'

const kinds = ['register', 'follow-up', 'handover'] as const
const papers = ['A4', 'A3'] as const

/** The book as it will be printed, with what to print beside it. */
export default function PrintPage() {
  const { t } = useTranslation('incoming')
  const api = useApi(records)
  const fileUrl = useFileUrl()
  const { post } = useActing()
  const [url, setUrl] = useUrlState({ book: '', kind: 'register', paper: 'A4', from: '', to: '' })
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['records', post.id, 'books', 'incoming'],
    queryFn: ({ signal }) => api.listBooks({ query: { direction: 'incoming' }, signal }),
  })
  const books = data?.items ?? []
  const book = books.find((one) => one.id === url.book) ?? books.find((one) => one.used > 0) ?? books[0]
  const address = (format: string) =>
    fileUrl(incoming.printRegister, {
      query: { book: book?.id, kind: url.kind, paper: url.paper, from: url.from, to: url.to, format },
    })
  return (
    <>
      <PageHead title={t('print.title')} facts={book?.title}>
        <PostLink to="books">{t('print.books')}</PostLink>
      </PageHead>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {isPending ? (
        <p className={styles['wait']} aria-busy="true">
          {t('shell:screens.loading')}
        </p>
      ) : null}
      {data && !book ? (
        <EmptyState title={t('print.noBook')} hint={t('print.noBookHint')}>
          <PostLink to="books">{t('print.books')}</PostLink>
        </EmptyState>
      ) : null}
      {book ? (
        <div className={styles['print']}>
          <div className={styles['choices']}>
            <Choice label={t('print.book')} value={book.id} onChange={(value) => setUrl({ book: value })}>
              {books.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}
                </option>
              ))}
            </Choice>
            <Choice label={t('print.kind')} value={url.kind} onChange={(kind) => setUrl({ kind })}>
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {t(`print.kinds.${one}`)}
                </option>
              ))}
            </Choice>
            <Choice label={t('print.paper')} value={url.paper} onChange={(paper) => setUrl({ paper })}>
              {papers.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </Choice>
            <Field label={t('print.from')}>
              {(parts) => <DateField {...parts} value={url.from} onChange={(from) => setUrl({ from })} />}
            </Field>
            <Field label={t('print.to')}>
              {(parts) => <DateField {...parts} value={url.to} onChange={(to) => setUrl({ to })} />}
            </Field>
            <p className={styles['save']}>
              {t('print.save')}
              {['pdf', 'xlsx', 'docx'].map((format) => (
                <a key={format} href={address(format)} download>
                  {format.toUpperCase()}
                </a>
              ))}
            </p>
          </div>
          <FileViewer file={{ url: address('pdf'), kind: 'pdf', name: t('print.preview') }} />
        </div>
      ) : null}
    </>
  )
}

function Choice(props: { label: string; value: string; onChange: (value: string) => void; children: React.ReactNode }) {
  return (
    <Field label={props.label}>
      {(parts) => (
        <select
          {...parts}
          className={fieldStyles['input']}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          {props.children}
        </select>
      )}
    </Field>
  )
}
