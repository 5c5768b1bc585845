import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { records } from '#modules/records/contract.ts'
import type { Answer } from '#platform/contract/index.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { UnitParts } from '#web/kit/document-parts.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { FileViewer } from '#web/kit/file-viewer.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { Timeline } from '#web/kit/timeline.tsx'
import { archive, elements, type UnitLine } from '../contract.ts'
import { findingAidForms, findingAids } from '../finding-aid-contract.ts'
import { inventories, inventoryFormats } from '../inventory-contract.ts'
import styles from './archive.module.css'
import { Bulk, type BulkStep } from './bulk.tsx'
import { BulkSheet } from './bulk-sheets.tsx'
import { MergeSheet, RemoveSheet, RenumberSheet } from './order-sheets.tsx'
import { PublishState } from './states.tsx'
import { ChangeSheet, CreateSheet } from './unit-sheets.tsx'
import { shortNumber, spanText, useArchiveKey, useRetention, useTitle, useUnit } from './use-archive.ts'

type Detail = Answer<typeof archive.get>
type Opened =
  | { kind: 'change' | 'renumber' | 'merge' | 'remove' }
  | { kind: 'add'; level: UnitLine['level'] }
  | { kind: 'bulk'; step: BulkStep }

/** A unit of description: what lies in it at the left, what it is and what became of it at the right. */
export default function UnitPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneUnit key={id} id={id} />
}

function OneUnit({ id }: { id: string }) {
  const { t } = useTranslation('archive')
  const go = useGo()
  const titleOf = useTitle()
  const { data, error, refetch } = useUnit(id)
  const [opened, setOpened] = useState<Opened | null>(null)
  const target = data?.mergedInto ?? null
  useEffect(() => {
    if (target) go(`archive/units/${target}`)
  }, [target, go])
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { unit, abilities } = data
  const close = () => setOpened(null)
  const self: BulkStep = { what: 'publish', rows: [unit], clear: () => undefined }
  return (
    <div className={styles['page']}>
      <PageHead
        title={[shortNumber(unit), titleOf(unit)].filter(Boolean).join(' ')}
        facts={
          <>
            <PublishState state={unit.publish} />
            {unit.isClosed ? <StateBadge tone="done">{t('closed')}</StateBadge> : null}
          </>
        }
      >
        {abilities.describe ? (
          <Button icon="pencil" onClick={() => setOpened({ kind: 'change' })}>
            {t('change.title')}
          </Button>
        ) : null}
        {abilities.publish ? (
          <Button onClick={() => setOpened({ kind: 'bulk', step: self })}>{t('bulk.publish')}</Button>
        ) : null}
        {abilities.add.map((level, i) => (
          <Button
            key={level}
            kind={i === abilities.add.length - 1 ? 'main' : 'quiet'}
            icon="plus"
            onClick={() => setOpened({ kind: 'add', level })}
          >
            {t(`level.${level}`)}
          </Button>
        ))}
      </PageHead>
      <p className={styles['within']}>
        <PostLink to="archive">{unit.repository.name}</PostLink>
        {unit.ancestors.map((one) => (
          <span key={one.id}>
            {' › '}
            <PostLink to={`archive/units/${one.id}`}>
              {[shortNumber(one), one.title].filter(Boolean).join(' ')}
            </PostLink>
          </span>
        ))}
      </p>
      {unit.handedOn ? (
        <p className={styles['within']}>{t('handedOn', { ...unit.handedOn, at: formatInstant(unit.handedOn.at) })}</p>
      ) : null}
      <div className={styles['unit']}>
        <div className={styles['left']}>
          {unit.level === 'item' ? (
            <ItemPart detail={data} />
          ) : (
            <Inside detail={data} onBulk={(step) => setOpened({ kind: 'bulk', step })} />
          )}
        </div>
        <div className={styles['right']}>
          <Facts detail={data} />
          {unit.level === 'file' || unit.level === 'item' ? (
            <UnitParts unitId={unit.id} isItem={unit.level === 'item'} />
          ) : null}
          <Elements detail={data} />
          {unit.level === 'inventory' && !target ? <PrintInventory unitId={unit.id} /> : null}
          {target || unit.level === 'item' ? null : <TakeOut unitId={unit.id} />}
          {abilities.describe ? (
            <p className={styles['links']}>
              {unit.level === 'fonds' || unit.level === 'collection' ? null : (
                <Button kind="quiet" onClick={() => setOpened({ kind: 'bulk', step: { ...self, what: 'move' } })}>
                  {t('bulk.move')}
                </Button>
              )}
              {unit.children > 0 ? (
                <Button kind="quiet" onClick={() => setOpened({ kind: 'renumber' })}>
                  {t('renumber.title')}
                </Button>
              ) : null}
              {unit.level === 'item' ? null : (
                <Button kind="quiet" onClick={() => setOpened({ kind: 'merge' })}>
                  {t('merge.title')}
                </Button>
              )}
              <Button kind="quiet" onClick={() => setOpened({ kind: 'remove' })}>
                {t('remove.title')}
              </Button>
            </p>
          ) : null}
          <section aria-label={t('way')}>
            <h2 className={styles['partTitle']}>{t('way')}</h2>
            <Timeline
              entries={data.trace.map((one) => ({
                id: one.id,
                at: one.at,
                who: one.byName,
                what: t(`trace.${one.kind}`),
                quote: one.words,
              }))}
            />
          </section>
        </div>
      </div>
      {opened?.kind === 'change' ? <ChangeSheet unit={unit} onClose={close} /> : null}
      {opened?.kind === 'add' ? (
        <CreateSheet
          level={opened.level}
          repositoryId={null}
          parent={{ id: unit.id, title: unit.title }}
          onClose={close}
        />
      ) : null}
      {opened?.kind === 'bulk' ? <BulkSheet step={opened.step} onClose={close} /> : null}
      {opened?.kind === 'renumber' ? <RenumberSheet unit={unit} onClose={close} /> : null}
      {opened?.kind === 'merge' ? <MergeSheet unit={unit} onClose={close} /> : null}
      {opened?.kind === 'remove' ? <RemoveSheet unit={unit} onClose={close} /> : null}
    </div>
  )
}

/** What lies in the unit, in its order. */
function Inside({ detail, onBulk }: { detail: Detail; onBulk: (step: BulkStep) => void }) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const key = useArchiveKey()
  const retention = useRetention()
  const titleOf = useTitle()
  const { unit, abilities } = detail
  const columns = useMemo<Column<UnitLine>[]>(
    () => [
      {
        id: 'number',
        header: t('field.number'),
        cell: (row) => <DocumentSymbol strong>{shortNumber(row) || t(`level.${row.level}`)}</DocumentSymbol>,
        width: 6,
        isFixed: true,
      },
      { id: 'title', header: t('field.title'), cell: titleOf, lines: 2, min: 12 },
      { id: 'time', header: t('field.time'), cell: (row) => spanText(row.starts, row.ends), width: 8.5 },
      {
        id: 'sheets',
        header: t('field.sheets'),
        cell: (row) => row.sheets ?? row.pages ?? '',
        width: 4.5,
        align: 'right',
      },
      { id: 'retention', header: t('field.retention'), cell: (row) => retention(row.retention), width: 6.5 },
      { id: 'children', header: t('field.children'), cell: (row) => row.children || '', width: 4.5, align: 'right' },
      { id: 'publish', header: t('list.publish'), cell: (row) => <PublishState state={row.publish} />, width: 9.5 },
    ],
    [t, retention, titleOf],
  )
  return (
    <DataTable<UnitLine>
      id="archive.inside"
      label={t('inside')}
      columns={columns}
      rowId={(row) => row.id}
      href={(row) => `archive/units/${row.id}`}
      {...(abilities.describe || abilities.publish
        ? {
            bulk: (rows: readonly UnitLine[], clear: () => void) => (
              <Bulk
                rows={rows}
                clear={clear}
                mayDescribe={abilities.describe}
                mayPublish={abilities.publish}
                onStep={onBulk}
              />
            ),
          }
        : {})}
      source={{
        key: key('inside', unit.id),
        load: async ({ cursor, signal }) => {
          const page = await api.children({
            query: { parent: unit.id, ...(cursor ? { after: cursor } : {}), limit: 100 },
            signal,
          })
          return { rows: page.items, next: page.next }
        },
      }}
      card={(row) => ({
        first: (
          <>
            <DocumentSymbol strong>{shortNumber(row) || t(`level.${row.level}`)}</DocumentSymbol>{' '}
            {spanText(row.starts, row.ends)}
          </>
        ),
        second: titleOf(row),
        badge: <PublishState state={row.publish} />,
      })}
      empty={{ title: t('insideEmpty'), hint: abilities.add.length > 0 ? t('insideEmptyHint') : undefined }}
    />
  )
}

/** An item is a document: its pages, and the way to its own page where it came through a register. */
function ItemPart({ detail }: { detail: Detail }) {
  const { t } = useTranslation('archive')
  const fileUrl = useFileUrl()
  const [chosen, setChosen] = useState<string | null>(null)
  const { item } = detail.unit
  if (!item?.maySee)
    return (
      <p className={styles['pad']}>{t(detail.unit.isHidden ? 'item.hidden' : item ? 'item.closed' : 'item.none')}</p>
    )
  const file = item.files.find((one) => one.id === chosen) ?? item.files[0] ?? null
  return (
    <>
      <p className={styles['within']}>
        {item.isRegistered ? <PostLink to={`documents/${item.documentId}`}>{t('item.open')}</PostLink> : null}
        {item.files.length > 1
          ? item.files.map((one) => (
              <button
                key={one.id}
                type="button"
                className={styles['link']}
                aria-current={one.id === file?.id ? 'true' : undefined}
                onClick={() => setChosen(one.id)}
              >
                {one.fileName}
              </button>
            ))
          : null}
        {file ? null : <span>{t('item.bare')}</span>}
      </p>
      {file ? (
        <div className={styles['viewer']}>
          <FileViewer
            file={{
              url: fileUrl(records.openComponent, { params: { componentId: file.id }, query: { copy: 'view' } }),
              kind: 'pdf',
              name: file.fileName,
            }}
          />
        </div>
      ) : null}
    </>
  )
}

function Facts({ detail }: { detail: Detail }) {
  const { t } = useTranslation('archive')
  const retention = useRetention()
  const { unit } = detail
  const symbol = [unit.item?.codeNumber, unit.item?.codeNotation].filter(Boolean).join('/')
  const rows: [string, React.ReactNode][] = [
    [t('list.level'), t(`level.${unit.level}`)],
    [t('field.reference'), unit.reference],
    [t('field.digitalCode'), unit.digitalCode],
    [t('field.typeName'), unit.item?.typeName],
    [t('field.symbol'), symbol || null],
    [t('field.issuedDate'), unit.item?.issuedDate ? spanText(unit.item.issuedDate, null) : null],
    [t('field.issuerName'), unit.item?.issuerName],
    [t('field.time'), unit.item?.issuedDate ? null : spanText(unit.starts, unit.ends) || null],
    [
      t('field.creator'),
      unit.creator ? (
        <PostLink key="creator" to={`archive/authorities/${unit.creator.id}`}>
          {unit.creator.name}
        </PostLink>
      ) : null,
    ],
    [t('field.retention'), unit.retention ? retention(unit.retention) : null],
    [t('field.access'), unit.level === 'file' || unit.level === 'item' ? t(`access.${unit.access}`) : null],
    [t('field.medium'), unit.medium ? t(`medium.${unit.medium}`) : null],
    [t('field.origin'), unit.origin ? t(`origin.${unit.origin}`) : null],
    [t('field.sheets'), unit.sheets],
    [t('field.pages'), unit.pages],
    [t('field.box'), unit.box],
    [t('field.condition'), unit.condition ? t(`condition.${unit.condition}`) : null],
    [t('field.keywords'), unit.keywords],
    [
      t('field.sourceFile'),
      unit.sourceFile ? (
        <PostLink key="file" to={`files/${unit.sourceFile}`}>
          {t('field.openFile')}
        </PostLink>
      ) : null,
    ],
  ]
  return (
    <section aria-label={t('facts')}>
      <h2 className={styles['partTitle']}>{t('facts')}</h2>
      <dl className={styles['facts']}>
        {rows.map(([name, value]) =>
          value !== null && value !== undefined && value !== '' ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  )
}

/** Mục lục hồ sơ as a book. */
function PrintInventory({ unitId }: { unitId: string }) {
  const { t } = useTranslation('archive')
  const fileUrl = useFileUrl()
  return (
    <p className={styles['links']}>
      {t('printInventory.title')}
      {inventoryFormats.map((format) => (
        <a
          key={format}
          href={fileUrl(inventories.printInventory, { params: { unitId }, query: { format } })}
          {...(format === 'pdf' ? { target: '_blank', rel: 'noreferrer' } : { download: true })}
        >
          {t(`printInventory.${format}`)}
        </a>
      ))}
    </p>
  )
}

/** The unit with all in it, for other systems. */
function TakeOut({ unitId }: { unitId: string }) {
  const { t } = useTranslation('archive')
  const fileUrl = useFileUrl()
  return (
    <p className={styles['links']}>
      {t('takeOut.title')}
      {findingAidForms.map((form) => (
        <a key={form} href={fileUrl(findingAids.findingAid, { params: { unitId }, query: { form } })} download>
          {t(`takeOut.${form}`)}
        </a>
      ))}
    </p>
  )
}

/** Elements of ISAD(G) that were written. */
function Elements({ detail }: { detail: Detail }) {
  const { t } = useTranslation('archive')
  const { description } = detail.unit
  return (
    <>
      {elements.map((name) =>
        description[name] ? (
          <section key={name} aria-label={t(`element.${name}`)}>
            <h2 className={styles['partTitle']}>{t(`element.${name}`)}</h2>
            <p className={styles['prose']}>{description[name]}</p>
          </section>
        ) : null,
      )}
    </>
  )
}
