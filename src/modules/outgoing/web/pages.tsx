import { useTranslation } from 'react-i18next'
import { type Component, records } from '#modules/records/contract.ts'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentParts } from '#web/kit/document-parts.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { FileViewer, type Highlight, type PageBox, type ViewedFile } from '#web/kit/file-viewer.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { usePhone } from '#web/kit/use-phone.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { type DraftVersion, type OutgoingDetail, outgoing } from '../contract.ts'
import styles from './document.module.css'
import { foundAt, marksOn } from './marks.ts'
import { newestFirst } from './states.ts'
import { useFindings } from './use-outgoing.ts'

const PDF = 'application/pdf'

/** How a version can be looked at: printed pages, its words alone, or not at all. */
export function viewOf(version: DraftVersion): 'pages' | 'text' | 'none' {
  const { component } = version
  if (version.origin === 'content' || component === null) return 'pages'
  if (version.pdf || component.mediaType === PDF) return 'pages'
  if (component.findings.some((one) => one.code === 'INTAKE_VIEW_BY_OFFICE')) return 'pages'
  return component.canView ? 'text' : 'none'
}

/** The pages of the chosen version, or of what is issued; marks of returns at their places. */
export function Pages(props: {
  document: OutgoingDetail
  shownNo: number
  page?: number | undefined
  onShow: (no: number, page?: number) => void
  /** Marks being made now. */
  drawn?: readonly Highlight[] | undefined
  /** The findings of form are shown at their places, this one lit; left out: they are not looked at. */
  litFinding?: number | null | undefined
  onDrawBox?: ((box: PageBox) => void) | undefined
}) {
  const { t, i18n } = useTranslation('outgoing')
  const { document, shownNo } = props
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const said = useFindings(document.id, shownNo, props.litFinding !== undefined)
  const fileUrl = useFileUrl()
  const isPhone = usePhone()
  const go = useGo()
  const [url, setUrl] = useUrlState({ file: '' })
  const finals = (
    [
      ['sealed', document.sealed],
      ['signed', document.signed],
      ['rendered', document.rendered],
      ['lasting', document.lasting],
    ] as const
  ).filter((one): one is readonly [(typeof one)[0], Component] => one[1] !== null)
  const attachment = document.attachments.find((one) => one.id === url.file) ?? null
  // What is issued is what stands first, once there is something.
  const final = url.file === 'draft' || attachment ? null : (finals.find(([name]) => name === url.file) ?? finals[0])
  const version = document.versions.find((one) => one.no === shownNo)
  const isDraft = !final && !attachment
  const of = (component: Component, copy: 'view' | 'original', download?: '1') =>
    fileUrl(records.openComponent, {
      params: { componentId: component.id },
      query: { copy, ...(download ? { download } : {}) },
    })
  const pageUrl = (no: number, query: { format: 'pdf' | 'docx'; download?: '1' }) =>
    fileUrl(outgoing.pages, { params: { documentId: document.id, no }, query })
  const component = final?.[1] ?? attachment
  const view = version ? viewOf(version) : 'none'
  const file: ViewedFile | null = component
    ? { url: of(component, 'view'), kind: component.canView ? 'pdf' : 'other', name: component.fileName }
    : version && view !== 'none'
      ? {
          url: view === 'pages' ? pageUrl(version.no, { format: 'pdf' }) : of(version.component!, 'view'),
          kind: 'pdf',
          name: t('page.version', { no: version.no }),
        }
      : null
  const marks = isDraft ? marksOn(document, shownNo) : []
  const highlights: Highlight[] = [
    ...marks.map(({ id, byName, mark: { page, box, words } }) => ({
      id,
      label: `${byName}: ${words}`,
      page,
      x: box[0],
      y: box[1],
      width: box[2] - box[0],
      height: box[3] - box[1],
    })),
    ...(isDraft && view === 'pages' ? foundAt(said.data?.findings ?? [], said.places, props.litFinding, lang) : []),
    ...(props.drawn ?? []),
  ]
  const chosen = component ? (final?.[0] ?? component.id) : String(shownNo)
  const isChoice = document.versions.length + finals.length + document.attachments.length > 1
  return (
    <div className={styles['left']} data-pages>
      {isChoice ? (
        <div className={styles['shown']}>
          <select
            aria-label={t('page.versionShown')}
            value={chosen}
            onChange={(event) => {
              const { value } = event.currentTarget
              if (/^\d+$/.test(value)) {
                setUrl({ file: finals.length > 0 ? 'draft' : '' })
                props.onShow(Number(value))
              } else setUrl({ file: value === finals[0]?.[0] ? '' : value })
            }}
          >
            {finals.map(([name]) => (
              <option key={name} value={name}>
                {t(`page.${name}`)}
              </option>
            ))}
            {newestFirst(document.versions).map((one) => (
              <option key={one.no} value={one.no}>
                {t('page.version', { no: one.no })}
                {one.no === document.approvedVersion ? ` · ${t('versions.approved')}` : ''}
              </option>
            ))}
            {document.attachments.map((one) => (
              <option key={one.id} value={one.id}>
                {one.fileName}
              </option>
            ))}
          </select>
          {marks.length > 0 ? <span>{t('page.marks', { count: marks.length })}</span> : null}
          {isDraft && view === 'text' ? <span>{t('page.textOnly')}</span> : null}
        </div>
      ) : null}
      {file ? (
        <FileViewer
          file={file}
          highlights={highlights}
          {...(props.page && isDraft ? { startPage: props.page } : {})}
          {...(props.onDrawBox && isDraft && view === 'pages' ? { onDrawBox: props.onDrawBox } : {})}
          {...(isPhone
            ? {}
            : {
                downloadUrl: component
                  ? of(component, 'original', '1')
                  : pageUrl(shownNo, { format: view === 'pages' ? 'pdf' : 'docx', download: '1' }),
              })}
        />
      ) : version ? (
        <EmptyState title={t('page.noPages')} hint={t('page.noPagesHint')}>
          <a href={pageUrl(version.no, { format: 'docx', download: '1' })} download>
            {t('page.downloadWord')}
          </a>
        </EmptyState>
      ) : (
        <EmptyState title={t('page.noDraft')} hint={t('page.noDraftHint')}>
          {document.abilities.includes('addVersion') ? (
            <Button icon="pencil" onClick={() => go(`outgoing/${document.id}/write`)}>
              {t('doing.write')}
            </Button>
          ) : null}
        </EmptyState>
      )}
      <DocumentParts place="below-pages" documentId={document.id} />
    </div>
  )
}
