import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { FileViewer } from '#web/kit/file-viewer.tsx'
import { dayOf } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import styles from '#web/kit/print-page.module.css'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { copies } from '../contract.ts'
import { archiveCopies } from '../kept-contract.ts'

const papers = ['A4', 'A3'] as const
const kinds = ['copies', 'use', 'list'] as const

/** The register of copies as it will be printed. Without days: this year up to today. */
export default function PrintPage() {
  const { t } = useTranslation('copies')
  const fileUrl = useFileUrl()
  const today = dayOf(new Date())
  const [url, setUrl] = useUrlState({ kind: 'copies', paper: 'A4', from: `${today.slice(0, 4)}-01-01`, to: today })
  const { paper, from, to } = url
  const kind = kinds.find((one) => one === url.kind) ?? 'copies'
  const address = (format: string) =>
    kind === 'copies'
      ? fileUrl(copies.printRegister, { query: { paper, from, to, format } })
      : fileUrl(archiveCopies.printKept, { query: { kind, paper, from, to, format } })
  const isWhole = from !== '' && to !== '' && from <= to
  return (
    <>
      <PageHead title={t('print.title')}>
        <PostLink to={kind === 'copies' ? 'copies' : 'copies/kept'}>
          {t(kind === 'copies' ? 'list.title' : 'kept.title')}
        </PostLink>
      </PageHead>
      <div className={styles['print']}>
        <div className={styles['choices']}>
          <ChoiceField label={t('print.kind')} value={kind} onChange={(value) => setUrl({ kind: value })}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`print.kinds.${one}`)}
              </option>
            ))}
          </ChoiceField>
          <ChoiceField label={t('print.paper')} value={paper} onChange={(value) => setUrl({ paper: value })}>
            {papers.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </ChoiceField>
          <Field label={t('print.from')}>
            {(parts) => <DateField {...parts} value={from} onChange={(value) => setUrl({ from: value })} />}
          </Field>
          <Field label={t('print.to')} fault={isWhole ? undefined : t('fault.days')}>
            {(parts) => <DateField {...parts} value={to} onChange={(value) => setUrl({ to: value })} />}
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
        <FileViewer file={isWhole ? { url: address('pdf'), kind: 'pdf', name: t(`print.kinds.${kind}`) } : null} />
      </div>
    </>
  )
}
