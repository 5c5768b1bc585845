import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { records } from '#modules/records/contract.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { FileViewer } from '#web/kit/file-viewer.tsx'
import { dayOf } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import styles from '#web/kit/print-page.module.css'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { outgoingWay } from '../way-contract.ts'

const kinds = ['register', 'postal'] as const
const papers = ['A4', 'A3'] as const

/** The book as it will be printed, with what to print beside it. Without days: this year up to today. */
export default function PrintPage() {
  const { t } = useTranslation('outgoing')
  const api = useApi(records)
  const fileUrl = useFileUrl()
  const { post } = useActing()
  const today = dayOf(new Date())
  const [url, setUrl] = useUrlState({
    book: '',
    kind: 'register',
    paper: 'A4',
    from: `${today.slice(0, 4)}-01-01`,
    to: today,
  })
  const { data } = useQuery({
    queryKey: ['records', post.id, 'books', 'outgoing'],
    queryFn: ({ signal }) => api.listBooks({ query: { direction: 'outgoing' }, signal }),
  })
  const isPostal = url.kind === 'postal'
  const books = data?.items ?? []
  const book = isPostal ? undefined : books.find((one) => one.id === url.book)
  const address = (format: string) =>
    fileUrl(outgoingWay.printRegister, {
      query: {
        ...(book ? { book: book.id } : {}),
        kind: url.kind,
        paper: url.paper,
        from: url.from,
        to: url.to,
        format,
      },
    })
  const isWhole = url.from !== '' && url.to !== '' && url.from <= url.to
  return (
    <>
      <PageHead title={t('print.title')} facts={book?.title}>
        <PostLink to="outgoing">{t('list.title')}</PostLink>
      </PageHead>
      <div className={styles['print']}>
        <div className={styles['choices']}>
          <Choice label={t('print.kind')} value={url.kind} onChange={(kind) => setUrl({ kind })}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`print.kinds.${one}`)}
              </option>
            ))}
          </Choice>
          {isPostal ? null : (
            <Choice label={t('print.book')} value={book?.id ?? ''} onChange={(value) => setUrl({ book: value })}>
              <option value="">{t('print.allBooks')}</option>
              {books.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title} · {one.periodLabel}
                </option>
              ))}
            </Choice>
          )}
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
          <Field label={t('print.to')} fault={isWhole ? undefined : t('fault.days')}>
            {(parts) => <DateField {...parts} value={url.to} onChange={(to) => setUrl({ to })} />}
          </Field>
          {isWhole ? (
            <p className={styles['save']}>
              {t('print.save')}
              {['pdf', 'xlsx', 'docx'].map((format) => (
                <a key={format} href={address(format)} download>
                  {format.toUpperCase()}
                </a>
              ))}
            </p>
          ) : null}
        </div>
        <FileViewer file={isWhole ? { url: address('pdf'), kind: 'pdf', name: t('print.preview') } : null} />
      </div>
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
