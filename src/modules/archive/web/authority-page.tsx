import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { authorities, authorityElements } from '../authorities-contract.ts'
import styles from './archive.module.css'
import { AuthoritySheet, LinkSheet, MergeAuthoritySheet } from './authority-sheets.tsx'
import { shortNumber, spanText, useArchiveKey, useStep } from './use-archive.ts'

/** A body, person or family: its history, its names, what it is bound to, its fonds. */
export default function AuthorityPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <OneAuthority key={id} id={id} />
}

function OneAuthority({ id }: { id: string }) {
  const { t } = useTranslation('archive')
  const api = useApi(authorities)
  const key = useArchiveKey()
  const step = useStep()
  const go = useGo()
  const [opened, setOpened] = useState<'change' | 'link' | 'merge' | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, refetch } = useQuery({
    queryKey: key('authority', id),
    queryFn: ({ signal }) => api.getAuthority({ params: { authorityId: id }, signal }),
    retry: false,
  })
  const target = data?.mergedInto ?? null
  useEffect(() => {
    if (target) go(`archive/authorities/${target}`)
  }, [target, go])
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { authority, abilities } = data
  const facts: [string, string | null][] = [
    [t('authorities.kind'), t(`authorityKind.${authority.kind}`)],
    [t('authorities.code'), authority.code],
    [t('authorities.exists'), spanText(authority.existsFrom, authority.existsTo) || null],
    [t('authorities.otherNames'), authority.otherNames.join('; ') || null],
  ]
  return (
    <div className={styles['scroll']}>
      <PageHead title={authority.name}>
        <PostLink to="archive/authorities">{t('authorities.title')}</PostLink>
        {abilities.describe ? (
          <>
            <Button kind="quiet" onClick={() => setOpened('merge')}>
              {t('merge.title')}
            </Button>
            <Button onClick={() => setOpened('link')}>{t('link.add')}</Button>
            <Button icon="pencil" onClick={() => setOpened('change')}>
              {t('change.title')}
            </Button>
          </>
        ) : null}
      </PageHead>
      <div className={styles['sheetlike']}>
        <ErrorNote fault={fault} />
        <dl className={styles['facts']}>
          {facts.map(([name, value]) =>
            value ? (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        {authority.links.length > 0 ? (
          <section aria-label={t('link.title')}>
            <h2 className={styles['partTitle']}>{t('link.title')}</h2>
            <ul className={styles['plain']}>
              {authority.links.map((link) => (
                <li key={`${link.id} ${link.kind} ${link.direction}`}>
                  <span>
                    {t(`link.${link.direction}.${link.kind}`)}{' '}
                    <PostLink to={`archive/authorities/${link.id}`}>{link.name}</PostLink>
                    {link.onDate ? ` (${formatDate(link.onDate)})` : ''}
                    {link.note ? `, ${link.note}` : ''}
                  </span>
                  {abilities.describe ? (
                    <button
                      type="button"
                      className={styles['link']}
                      onClick={() => {
                        setFault(null)
                        void step(
                          () =>
                            api.unlinkAuthorities({
                              params: { authorityId: id },
                              body: { to: link.id, kind: link.kind },
                            }),
                          t('done.saved'),
                        ).catch(setFault)
                      }}
                    >
                      {t('link.remove')}
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {authority.fonds.length > 0 ? (
          <section aria-label={t('level.fonds')}>
            <h2 className={styles['partTitle']}>{t('level.fonds')}</h2>
            <ul className={styles['plain']}>
              {authority.fonds.map((one) => (
                <li key={one.id}>
                  <PostLink to={`archive/units/${one.id}`}>
                    {[shortNumber({ level: 'fonds', number: one.number }), one.title].filter(Boolean).join(' ')}
                  </PostLink>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {authorityElements.map((name) =>
          authority.description[name] ? (
            <section key={name} aria-label={t(`authorityElement.${name}`)}>
              <h2 className={styles['partTitle']}>{t(`authorityElement.${name}`)}</h2>
              <p className={styles['prose']}>{authority.description[name]}</p>
            </section>
          ) : null,
        )}
      </div>
      {opened === 'change' ? <AuthoritySheet authority={authority} onClose={() => setOpened(null)} /> : null}
      {opened === 'link' ? <LinkSheet authority={authority} onClose={() => setOpened(null)} /> : null}
      {opened === 'merge' ? <MergeAuthoritySheet authority={authority} onClose={() => setOpened(null)} /> : null}
    </div>
  )
}
