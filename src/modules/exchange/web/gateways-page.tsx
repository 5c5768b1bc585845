import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { toast } from '#web/kit/toast.tsx'
import type { ContactLine, PartnerLine } from '../contract.ts'
import { ContactSheet } from './contact-sheet.tsx'
import styles from './exchange.module.css'
import { PartnerSheet } from './partner-sheet.tsx'
import { useExchange } from './use-exchange.ts'

type Open = { readonly partner: PartnerLine | null } | { readonly contact: ContactLine | null }

/** Groups of eight, as people read a fingerprint to each other. */
export const grouped = (fingerprint: string): string => fingerprint.match(/.{1,8}/g)?.join(' ') ?? fingerprint

/** Who this installation is to others, whom it trusts, and which bodies are to be found where. */
export default function GatewaysPage() {
  const { t, i18n } = useTranslation('exchange')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { api, key } = useExchange()
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: key('gateways'),
    queryFn: ({ signal }) => api.gateway({ signal }),
  })
  const mayKeep = data?.abilities.keep ?? false
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    toast({ text: t('own.copied') })
  }
  const days = (one: { validFrom: string; validTo: string | null }) =>
    one.validTo
      ? t('days', { from: formatDate(one.validFrom), to: formatDate(one.validTo) })
      : t('daysFrom', { from: formatDate(one.validFrom) })
  return (
    <>
      <PageHead title={t('gateways.title')} facts={t('gateways.facts')} />
      <div className={styles['page']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
        {data ? (
          <>
            <section className={styles['part']}>
              <h2>{t('own.title')}</h2>
              <p className={styles['quiet']}>{t('own.hint', { path: data.own.path })}</p>
              <p className={styles['print']}>{grouped(data.own.fingerprint)}</p>
              <p className={styles['quiet']}>{t('own.ends', { at: formatInstant(data.own.ends) })}</p>
              <span className={styles['buttons']}>
                <Button icon="copy" onClick={() => void copy(data.own.certificate)}>
                  {t('own.copy')}
                </Button>
              </span>
            </section>
            <section className={styles['part']}>
              <h2>{t('partners.title')}</h2>
              {mayKeep ? null : <p className={styles['quiet']}>{t('gateways.host')}</p>}
              {data.items.length === 0 ? <EmptyState title={t('partners.empty')} hint={t('partners.next')} /> : null}
              <ul className={styles['list']}>
                {data.items.map((one) => (
                  <li key={one.id}>
                    <span>
                      <b>{one.name}</b>
                      <small>
                        {data.profiles.find((profile) => profile.id === one.profile)?.name[lang] ?? one.profile} ·{' '}
                        {one.address}
                      </small>
                      <small>{t('partners.serves', { codes: one.serves.join(', ') })}</small>
                      <small>
                        {days(one)} · {t('partners.ends', { at: formatInstant(one.certificateEnds) })}
                      </small>
                      <small className={styles['print']}>{grouped(one.fingerprint)}</small>
                    </span>
                    <span className={styles['buttons']}>
                      <StateBadge tone={one.isEnabled ? 'done' : 'returned'}>
                        {t(one.isEnabled ? 'partners.on' : 'partners.off')}
                      </StateBadge>
                      {mayKeep ? (
                        <Button icon="pencil" onClick={() => setOpen({ partner: one })}>
                          {t('change')}
                        </Button>
                      ) : null}
                    </span>
                  </li>
                ))}
              </ul>
              {mayKeep ? (
                <span className={styles['buttons']}>
                  <Button kind="main" icon="plus" onClick={() => setOpen({ partner: null })}>
                    {t('partners.add')}
                  </Button>
                </span>
              ) : null}
            </section>
            <section className={styles['part']}>
              <h2>{t('contacts.title')}</h2>
              <p className={styles['quiet']}>{t('contacts.hint')}</p>
              {data.contacts.length === 0 ? <EmptyState title={t('contacts.empty')} /> : null}
              <ul className={styles['list']}>
                {data.contacts.map((one) => (
                  <li key={one.id}>
                    <span>
                      <b>{one.name}</b>
                      <small>
                        {one.code} · {days(one)} ·{' '}
                        {one.partner ? t('contacts.behind', { name: one.partner }) : t('contacts.nowhere')}
                      </small>
                    </span>
                    {mayKeep ? (
                      <Button icon="pencil" onClick={() => setOpen({ contact: one })}>
                        {t('change')}
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
              {mayKeep ? (
                <span className={styles['buttons']}>
                  <Button icon="plus" onClick={() => setOpen({ contact: null })}>
                    {t('contacts.add')}
                  </Button>
                </span>
              ) : null}
            </section>
          </>
        ) : null}
      </div>
      {open && 'partner' in open ? (
        <PartnerSheet of={open.partner} profiles={data?.profiles ?? []} onClose={() => setOpen(null)} />
      ) : null}
      {open && 'contact' in open ? <ContactSheet of={open.contact} onClose={() => setOpen(null)} /> : null}
    </>
  )
}
