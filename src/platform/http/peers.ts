/** Who speaks to us: a caller, or one of the proxies in front that say for whom they speak. Nobody else is believed. */
import { BlockList, isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, defineErrors } from '../errors/index.ts'

defineErrors({
  PLATFORM_PROXY_UNKNOWN: {
    status: 403,
    vi: 'Yêu cầu đến qua một proxy chưa được khai báo. Quản trị viên: đặt VANKHO_TRUST_PROXY tới địa chỉ của proxy ({peer}) rồi khởi động lại.',
    en: 'This came through a proxy that is not configured. Administrator: set VANKHO_TRUST_PROXY to the proxy’s address ({peer}) and restart.',
  },
  PLATFORM_PROXY_ONLY: {
    status: 403,
    vi: 'Hệ thống này chỉ nhận yêu cầu qua proxy của cơ quan. Hãy dùng địa chỉ https mà quản trị đã thông báo.',
    en: 'This system is reached through the office’s proxy only. Use the https address that the administrator gave you.',
  },
  PLATFORM_PROXY_PLAIN: {
    status: 403,
    vi: 'Yêu cầu này đến proxy mà không qua TLS. Hãy mở bằng địa chỉ https.',
    en: 'This reached the proxy without TLS. Use the https address.',
  },
})

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/
export const isLoopback = (address: string): boolean => LOOPBACK.test(address)

/** @param proxies addresses and networks (`10.0.0.5`, `10.1.0.0/28`) */
function listOf(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const one of proxies) {
    const [address, prefix] = one.split('/') as [string, string | undefined]
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, prefix ? Number(prefix) : family === 'ipv6' ? 128 : 32, family)
  }
  return (address) => {
    // A socket open to both families tells IPv4 callers in the dress of IPv6.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4')
  }
}

/**
 * For Fastify's `trustProxy`: the address that a configured proxy saw counts; what the caller wrote further left does not. Loopback
 * is believed as our peer only: named inside the header it is somebody on the proxy's own machine.
 */
export function trustOf(proxies: readonly string[] | null): false | ((address: string, hop: number) => boolean) {
  if (!proxies) return false
  const isProxy = listOf(proxies)
  return (address, hop) => isProxy(address) && (hop === 0 || !isLoopback(address))
}

/** The caller's address for audit, limits and rights; a proxy that names none is itself the caller. */
export function addressOf(request: FastifyRequest): string {
  return isIP(request.ip) ? request.ip : (request.socket.remoteAddress ?? '')
}

/** Did it travel encrypted? A proxy in front does TLS by its nature here, unless it says otherwise. */
export function isSecure(request: FastifyRequest): boolean {
  if (request.protocol === 'https') return true
  return request.headers['x-forwarded-proto'] === undefined && request.ips !== undefined && request.ips.length > 1
}

/**
 * Refuses what goes past the proxies, or comes through one that nobody configured: else every caller behind it would count as this
 * very machine, with the rights of one. Questions after health are answered to anybody.
 */
export function guardPeers(app: FastifyInstance, proxies: readonly string[] | null): void {
  const isProxy = listOf(proxies ?? [])
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/health/')) return
    const peer = request.socket.remoteAddress ?? ''
    const speaksFor = request.headers['x-forwarded-for'] ?? request.headers['forwarded']
    if (isProxy(peer)) {
      if (speaksFor !== undefined && !isSecure(request)) throw new AppError('PLATFORM_PROXY_PLAIN')
    } else if (isLoopback(peer)) {
      if (speaksFor !== undefined) throw new AppError('PLATFORM_PROXY_UNKNOWN', { facts: { peer } })
    } else if (proxies) throw new AppError('PLATFORM_PROXY_ONLY')
  })
}
