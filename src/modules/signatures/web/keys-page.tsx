import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { type KeyView, signatures } from '../contract.ts'
import { AddAttachedSheet } from './add-attached-sheet.tsx'
import { AddKeySheet } from './add-key-sheet.tsx'
import { ConfirmKeySheet, EndKeySheet, PictureSheet, PolicySheet } from './key-sheets.tsx'
import styles from './signatures.module.css'
import { shortName, useSignatures } from './use-signatures.ts'

type Asked =
  | { readonly what: 'add' | 'attached'; readonly owner: KeyView['owner'] }
  | { readonly what: 'picture' | 'end' | 'confirm'; readonly key: KeyView }
  | { readonly what: 'policy' }

const SOON_DAYS = 30

/** One's own keys, the agency's for registry and leaders, and what the organisation says about signing. */
export default function KeysPage() {
  const { t } = useTranslation('signatures')
  const { api, post } = useSignatures()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['signatures', post.id, 'keys'],
    queryFn: ({ signal }) => api.listKeys({ signal }),
  })
  const close = () => setAsked(null)
  const showsAgency = data && (data.abilities.keepAgency || data.abilities.confirmAgency)
  return (
    <>
      <PageHead title={t('title')} facts={data ? t(data.hasTimestamps ? 'timestamps.on' : 'timestamps.off') : null}>
        <PostLink to="verify">{t('verify.title')}</PostLink>
        {data?.abilities.attached ? (
          <Button icon="plus" onClick={() => setAsked({ what: 'attached', owner: 'person' })}>
            {t('attached.own')}
          </Button>
        ) : null}
        <Button kind="main" icon="plus" onClick={() => setAsked({ what: 'add', owner: 'person' })}>
          {t('add.own')}
        </Button>
      </PageHead>
      <div className={styles['page']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
        {data ? (
          <section className={styles['part']}>
            <h2>{t('own.title')}</h2>
            {data.own.length === 0 ? (
              <EmptyState title={t('own.empty')} hint={t('own.hint')}>
                <Button icon="plus" onClick={() => setAsked({ what: 'add', owner: 'person' })}>
                  {t('add.own')}
                </Button>
              </EmptyState>
            ) : (
              <Keys keys={data.own} onAsk={setAsked} />
            )}
          </section>
        ) : null}
        {showsAgency ? (
          <section className={styles['part']}>
            <div className={styles['head']}>
              <h2>{t('agency.title')}</h2>
              {data.abilities.keepAgency && data.abilities.attached ? (
                <Button icon="plus" onClick={() => setAsked({ what: 'attached', owner: 'agency' })}>
                  {t('attached.agency')}
                </Button>
              ) : null}
              {data.abilities.keepAgency ? (
                <Button icon="plus" onClick={() => setAsked({ what: 'add', owner: 'agency' })}>
                  {t('add.agency')}
                </Button>
              ) : null}
            </div>
            <p className={styles['quiet']}>{t('agency.hint')}</p>
            {data.agency.length === 0 ? (
              <EmptyState
                title={t('agency.empty')}
                hint={t(data.abilities.keepAgency ? 'agency.next' : 'agency.wait')}
              />
            ) : (
              <Keys keys={data.agency} onAsk={setAsked} />
            )}
          </section>
        ) : null}
        {data ? (
          <section className={styles['part']}>
            <div className={styles['head']}>
              <h2>{t('policy.title')}</h2>
              {data.abilities.setPolicy ? (
                <Button icon="pencil" onClick={() => setAsked({ what: 'policy' })}>
                  {t('policy.change')}
                </Button>
              ) : null}
            </div>
            <dl className={styles['facts']}>
              <Fact label={t('policy.triesLabel')}>
                {t('policy.tries', { count: data.policy.tries, minutes: data.policy.waitMinutes })}
              </Fact>
              <Fact label={t('policy.timestampLabel')}>
                {t(`policy.withoutTimestamp.${data.policy.withoutTimestamp}`)}
              </Fact>
              <Fact label={t('policy.undecidedLabel')}>
                {data.policy.undecidedAllowed.length === 0
                  ? t('policy.none')
                  : data.policy.undecidedAllowed.map((one) => t(`policy.undecided.${one}`)).join('; ')}
              </Fact>
              <Fact label={t('policy.noticeLabel')}>{t('policy.notice', { count: data.policy.noticeDays })}</Fact>
            </dl>
          </section>
        ) : null}
      </div>
      {asked?.what === 'add' ? <AddKeySheet owner={asked.owner} onClose={close} /> : null}
      {asked?.what === 'attached' ? <AddAttachedSheet owner={asked.owner} onClose={close} /> : null}
      {asked?.what === 'picture' ? <PictureSheet of={asked.key} onClose={close} /> : null}
      {asked?.what === 'end' ? <EndKeySheet of={asked.key} onClose={close} /> : null}
      {asked?.what === 'confirm' ? <ConfirmKeySheet of={asked.key} onClose={close} /> : null}
      {asked?.what === 'policy' && data ? <PolicySheet policy={data.policy} onClose={close} /> : null}
    </>
  )
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Those that stand; those that have ended lie folded under them. */
function Keys({ keys, onAsk }: { keys: readonly KeyView[]; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('signatures')
  const ended = keys.filter((one) => one.hindrance === 'ended')
  const standing = keys.filter((one) => one.hindrance !== 'ended')
  const list = (some: readonly KeyView[]) => (
    <ul className={styles['list']}>
      {some.map((one) => (
        <KeyItem key={one.id} of={one} onAsk={onAsk} />
      ))}
    </ul>
  )
  return (
    <>
      {standing.length > 0 ? list(standing) : <p className={styles['quiet']}>{t('key.noneStanding')}</p>}
      {ended.length > 0 ? (
        <details className={styles['ended']}>
          <summary>{t('key.ended', { count: ended.length })}</summary>
          {list(ended)}
        </details>
      ) : null}
    </>
  )
}

function toneOf(key: KeyView): { tone: Tone; word: string } {
  if (key.state === 'revoked') return { tone: 'returned', word: 'revoked' }
  if (key.state === 'removed') return { tone: 'returned', word: 'removed' }
  if (key.hindrance === 'pending') return { tone: 'waiting', word: 'pending' }
  if (key.hindrance === 'out-of-time') return { tone: 'overdue', word: 'outOfTime' }
  if (key.hindrance === 'waits') return { tone: 'waiting', word: 'waits' }
  return { tone: 'done', word: key.means === 'token' ? 'token' : 'usable' }
}

function KeyItem({ of, onAsk }: { of: KeyView; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('signatures')
  const url = useFileUrl()
  const { tone, word } = toneOf(of)
  const isSoon = of.hindrance !== 'ended' && of.daysLeft <= SOON_DAYS
  return (
    <li>
      <span className={styles['picture']}>
        {of.hasPicture ? (
          // The version in the address: a new picture is seen at once.
          <img
            src={`${url(signatures.routes.getPicture, { params: { keyId: of.id } })}&v=${of.version}`}
            alt={t(`picture.alt.${of.owner}`)}
          />
        ) : (
          t('picture.none')
        )}
      </span>
      <div>
        <span className={styles['row']}>
          <strong>{of.commonName}</strong>
          <StateBadge tone={tone}>{t(`key.state.${word}`)}</StateBadge>
        </span>
        {of.label ? <small>{of.label}</small> : null}
        {of.tokenLabel !== null ? <small>{t('key.attached', { device: of.tokenLabel })}</small> : null}
        {of.isOtherName && of.hindrance !== 'ended' ? (
          <small className={styles['soon']}>{t('key.otherName')}</small>
        ) : null}
        <small>
          {t('key.validity', { from: formatDate(of.validFrom), to: formatDate(of.validTo) })}
          {of.hindrance === 'ended' ? null : (
            <span className={isSoon ? styles['soon'] : undefined}>
              {' · '}
              {of.daysLeft < 0
                ? t('key.over')
                : t('key.left', { count: of.daysLeft, number: formatNumber(of.daysLeft) })}
            </span>
          )}
        </small>
        <small>{t('key.issuer', { issuer: shortName(of.issuer) })}</small>
        <small>
          {t('key.serial', { serial: of.serial })} · {of.algorithm}
        </small>
        <small>
          {of.uses > 0
            ? t('key.uses', { count: of.uses, number: formatNumber(of.uses), at: formatInstant(of.lastUsedAt) })
            : t('key.unused')}
          {' · '}
          {t('key.entered', { at: formatInstant(of.enteredAt), name: of.enteredByName })}
          {of.confirmedAt ? ` · ${t('key.confirmed', { name: of.confirmedByName })}` : ''}
        </small>
        {of.waitsUntil ? (
          <small className={styles['soon']}>{t('key.waits', { at: formatInstant(of.waitsUntil) })}</small>
        ) : null}
        {of.reason ? (
          <small>{t('key.reason', { reason: of.reason, at: formatInstant(of.endedAt), name: of.endedByName })}</small>
        ) : null}
      </div>
      <div className={styles['row']}>
        {of.abilities.confirm ? (
          <Button kind="main" onClick={() => onAsk({ what: 'confirm', key: of })}>
            {t('confirm.verb')}
          </Button>
        ) : null}
        {of.abilities.use && of.means !== 'token' ? (
          <Button onClick={() => onAsk({ what: 'picture', key: of })}>
            {t(of.hasPicture ? 'picture.change' : 'picture.add')}
          </Button>
        ) : null}
        {of.abilities.end ? (
          <Button kind="quiet" onClick={() => onAsk({ what: 'end', key: of })}>
            {t('end.verb')}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
