import sharp from 'sharp'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { signatures } from '../contract.ts'
import { keyView, labelOf } from '../key-view.ts'
import { mayUse } from '../policy.ts'
import { hasColour } from '../rules.ts'
import * as store from '../store.ts'

const SIDE = { least: 40, most: 3000 }

/** Mean colour of the ink of a PNG with a transparent ground. @throws SIGNATURES_PICTURE_UNFIT */
export async function inkOf(png: Uint8Array): Promise<{ r: number; g: number; b: number }> {
  const unfit = (cause?: unknown): AppError => new AppError('SIGNATURES_PICTURE_UNFIT', { cause })
  if (!Buffer.from(png.subarray(0, 8)).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) throw unfit()
  try {
    const image = sharp(png, { limitInputPixels: SIDE.most * SIDE.most, failOn: 'error' })
    const { width, height, format, hasAlpha, pages } = await image.metadata()
    const isFit = [width, height].every((side) => side >= SIDE.least && side <= SIDE.most)
    if (format !== 'png' || !hasAlpha || !isFit || (pages ?? 1) > 1) throw unfit()
    const { data, info } = await image.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    const sum = { r: 0, g: 0, b: 0 }
    let ink = 0
    let clear = 0
    for (let at = 0; at < data.length; at += info.channels) {
      const alpha = data[at + 3]!
      if (alpha < 32) clear++
      if (alpha < 128) continue
      ink++
      sum.r += data[at]!
      sum.g += data[at + 1]!
      sum.b += data[at + 2]!
    }
    // A ground that is not transparent would cover the words under the signature.
    if (ink === 0 || clear < (info.width * info.height) / 5) throw unfit()
    return { r: sum.r / ink, g: sum.g / ink, b: sum.b / ink }
  } catch (cause) {
    throw cause instanceof AppError ? cause : unfit(cause)
  }
}

const COLOURS = {
  person: { what: 'chữ ký', colour: 'xanh' },
  agency: { what: 'con dấu', colour: 'đỏ' },
} as const

/** The picture of a signature (blue) or a seal (red, with its real size), checked and kept in the store (NĐ 30/2020 PL I, 7c, 8). */
export const setPicture = action(signatures.setPicture, {
  async beforehand(ctx, { keyId, file, widthMm }) {
    const key = await ctx.read(({ tx, actor }) => store.findKey(tx, actor.organizationId, keyId))
    if (!key || !mayUse(ctx.actor, key)) throw new AppError('PLATFORM_NOT_FOUND')
    if (key.owner === 'agency' && !widthMm) throw new AppError('SIGNATURES_PICTURE_SIZE')
    const png = Buffer.from(file, 'base64')
    if (!hasColour(await inkOf(png), key.owner))
      throw new AppError('SIGNATURES_PICTURE_COLOUR', { facts: COLOURS[key.owner] })
    return ctx.blobs.put(png)
  },
  async load({ tx, actor }, { keyId }) {
    const key = await store.findKey(tx, actor.organizationId, keyId, 'lock')
    if (!key) throw new AppError('PLATFORM_NOT_FOUND')
    return key
  },
  allow: (actor, key) => mayUse(actor, key),
  async run(ctx, { keyId, widthMm, version }, key, { sha256 }) {
    const { tx, actor, now } = ctx
    const picture = { sha256, widthMm: key.owner === 'agency' ? (widthMm ?? null) : null, version }
    if (!(await store.setPicture(tx, actor.organizationId, keyId, picture))) throw new AppError('SIGNATURES_KEY_STATE')
    ctx.record({
      subject: { type: 'key', id: keyId, label: labelOf(key) },
      before: { picture: key.pictureSha256, widthMm: key.pictureWidthMm },
      after: { picture: sha256, widthMm: picture.widthMm },
    })
    return keyView((await store.findKey(tx, actor.organizationId, keyId))!, actor, now)
  },
})
