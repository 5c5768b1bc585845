/** RC2 in CBC (RFC 2268), only to open old key files: OpenSSL 3 has it in a provider that Node does not load. */

const PI = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
)

function schedule(key: Uint8Array): Uint16Array {
  const bytes = new Uint8Array(128)
  bytes.set(key)
  for (let i = key.length; i < 128; i++) bytes[i] = PI[(bytes[i - 1]! + bytes[i - key.length]!) & 0xff]!
  bytes[128 - key.length] = PI[bytes[128 - key.length]!]!
  for (let i = 127 - key.length; i >= 0; i--) bytes[i] = PI[bytes[i + 1]! ^ bytes[i + key.length]!]!
  return Uint16Array.from({ length: 64 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8))
}

/** Decrypts and takes the padding off. @throws RangeError when the padding is wrong: the key was */
export function decryptRc2(data: Uint8Array, key: Uint8Array, iv: Uint8Array): Buffer {
  const words = schedule(key)
  const input = Buffer.from(data)
  const out = Buffer.alloc(input.length)
  let last = Buffer.from(iv)
  const turn = [1, 2, 3, 5]
  for (let at = 0; at + 8 <= input.length; at += 8) {
    const r = [0, 2, 4, 6].map((i) => input.readUInt16LE(at + i))
    let j = 63
    const mix = (): void => {
      for (let i = 3; i >= 0; i--) {
        const value = ((r[i]! >> turn[i]!) | (r[i]! << (16 - turn[i]!))) & 0xffff
        const [a, b, c] = [r[(i + 3) & 3]!, r[(i + 2) & 3]!, r[(i + 1) & 3]!]
        r[i] = (value - words[j--]! - (a & b) - (~a & c)) & 0xffff
      }
    }
    const mash = (): void => {
      for (let i = 3; i >= 0; i--) r[i] = (r[i]! - words[r[(i + 3) & 3]! & 63]!) & 0xffff
    }
    for (let i = 0; i < 5; i++) mix()
    mash()
    for (let i = 0; i < 6; i++) mix()
    mash()
    for (let i = 0; i < 5; i++) mix()
    for (const [i, value] of r.entries()) out.writeUInt16LE(value ^ last.readUInt16LE(2 * i), at + 2 * i)
    last = input.subarray(at, at + 8)
  }
  const pad = out[out.length - 1] ?? 0
  if (pad < 1 || pad > 8 || input.length % 8 !== 0) throw new RangeError('padding')
  return out.subarray(0, out.length - pad)
}
