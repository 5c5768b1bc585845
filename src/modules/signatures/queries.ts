import { read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { signatures } from './contract.ts'
import { keyView } from './key-view.ts'
import { mayConfirm, mayKeepAgencyKey, maySeeKey, maySetPolicy } from './policy.ts'
import * as store from './store.ts'

export const listKeys = read(signatures.listKeys, async ({ tx, actor, now, config }) => {
  const { organizationId, personId } = actor
  const own = personId ? await store.keysOf(tx, organizationId, { owner: 'person', personId }) : []
  const agency = (await store.keysOf(tx, organizationId, { owner: 'agency' })).filter((key) => maySeeKey(actor, key))
  const policy = await store.policyOf(tx, organizationId)
  return {
    own: own.map((key) => keyView(key, actor, now)),
    agency: agency.map((key) => keyView(key, actor, now)),
    policy: { ...policy, undecidedAllowed: [...policy.undecidedAllowed] as never },
    hasTimestamps: config.signing.tsaUrl !== null,
    abilities: {
      keepAgency: mayKeepAgencyKey(actor),
      confirmAgency: mayConfirm(actor),
      setPolicy: maySetPolicy(actor),
      attached: config.signing.pkcs11 !== null,
    },
  }
})

export const getPicture = read(signatures.getPicture, async ({ tx, actor, blobs }, { keyId }) => {
  const key = await store.findKey(tx, actor.organizationId, keyId)
  if (!key?.pictureSha256 || !maySeeKey(actor, key)) throw new AppError('PLATFORM_NOT_FOUND')
  return {
    file: { name: 'hinh.png', mediaType: 'image/png', bytes: await blobs.read(key.pictureSha256), inline: true },
  }
})
