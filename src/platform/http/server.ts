import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse as parseForm } from 'node:querystring'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Kernel } from '../action/kernel.ts'
import { anonymous } from '../action/kernel.ts'
import type { Actor, FileAnswer, Handler } from '../action/types.ts'
import type { Route } from '../contract/index.ts'
import { AppError } from '../errors/index.ts'
import { isId, newId } from '../ids/index.ts'
import { createAdmission, within } from './admission.ts'
import { describeApi } from './api-docs.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { addressOf, guardPeers, isLoopback, isSecure, trustOf } from './peers.ts'
import { fromFastify, problemOf, refuseAtOnce } from './problems.ts'
import { receiveUploads, type Uploads } from './uploads.ts'

/** Cookies that an action wants set or cleared, told through the answer's side door. */
export interface SessionCookie {
  /** Secret of the session; null clears it. */
  readonly value: string | null
  readonly maxAgeSeconds: number
}

export interface Caller {
  readonly cookie: string | undefined
  readonly bearer: string | undefined
  readonly post: string | undefined
  readonly address: string
  readonly userAgent: string
}

export interface HttpPorts {
  readonly kernel: Kernel
  readonly version: string
  /** Folder of the built web, or null (tests, worker). */
  readonly webFolder: string | null
  /**
   * Who calls: an actor in a post, an account without one, or nobody. Throws AppError for a post that is not theirs.
   * `anew`: nothing that is remembered counts.
   */
  authenticate(caller: Caller, anew?: 'anew'): Promise<Actor>
  /** Ready to serve? Names of parts that are not. */
  readiness(): Promise<string[]>
  /** Facts about the installation for the sign-in screen (demo, first set-up): JSON, no secrets. */
  welcome(): Promise<Record<string, unknown>>
}

export interface HttpServer {
  readonly app: FastifyInstance
  readonly metrics: Metrics
  /** Starts listening; answers the address with the real port. */
  listen(): Promise<string>
  close(): Promise<void>
}

const FORM = 'application/x-www-form-urlencoded'
/** Harvesters know 503 with Retry-After, and little else. */
const comeLater = (_: unknown, { ttl }: { ttl: number }): AppError =>
  new AppError('PLATFORM_OVERLOADED', { facts: { seconds: Math.ceil(ttl / 1000) } })
const COOKIE = 'vankho'
const SECURE_COOKIE = '__Host-vankho'
/** Builds the server: every contract route, health, metrics, API description, the web. */
export async function createHttpServer(ports: HttpPorts): Promise<HttpServer> {
  const { kernel } = ports
  const { config, log } = kernel.ports
  const app = Fastify({
    ...(config.tls ? { https: config.tls } : {}),
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustOf(config.trustProxy),
    bodyLimit: 4 * 1024 * 1024,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    keepAliveTimeout: 75_000,
    requestTimeout: 0,
  } as never) as unknown as FastifyInstance
  const metrics = createMetrics()
  // A request works with one database connection: a few stay free for jobs and for whoever asks after our health.
  const admission = createAdmission(Math.max(2, config.database.pool - 4))
  const receiving = createAdmission(100)
  // Strangers never hold more than two of the places.
  const strangers = createAdmission(2)
  /** Answers that only said that there is too much to do: told in one line now and then, not each as a failure. */
  const shed = new WeakSet<FastifyReply>()
  let toldShedAt = Number.NEGATIVE_INFINITY

  // Before everything else, and as cheaply as can be: a crowd is not to be held up by what is said to it.
  app.addHook('onRequest', (request, reply, next) => {
    if (!(request.routeOptions.config as { isAdmitted?: true }).isAdmitted) return next()
    try {
      admission.check()
      next()
    } catch (error) {
      shed.add(reply)
      refuseAtOnce(reply.hijack().raw, request.id, error as AppError)
    }
  })
  guardPeers(app, config.trustProxy)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", "'wasm-unsafe-eval'"], // the PDF viewer's picture decoders
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'manifest-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
      },
    },
    strictTransportSecurity: config.tls !== null || config.trustProxy !== null ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(rateLimit, {
    max: 1200,
    timeWindow: '10 seconds',
    allowList: (request) => isLoopback(addressOf(request)),
    errorResponseBuilder: (_, context) =>
      new AppError('PLATFORM_TOO_MANY', { facts: { seconds: Math.ceil(context.ttl / 1000) } }),
  })
  await app.register(multipart, { limits: { fileSize: config.uploadLimit, files: 50, fields: 20 } })

  app.setErrorHandler((error, request, reply) => sendProblem(reply, request, error))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'other'
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    const isFault = reply.statusCode >= 500 && !shed.has(reply)
    if (shed.has(reply) && performance.now() - toldShedAt > 10_000) {
      toldShedAt = performance.now()
      log.warn({ ...admission.figures, receiving: receiving.figures.running }, 'more requests than can be worked on')
    }
    if (isFault || log.isLevelEnabled('debug'))
      log[isFault ? 'error' : 'debug'](
        { id: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
        'request',
      )
  })

  for (const handler of kernel.handlers.values()) {
    if (!handler.route.publicOf) addRoute(app, handler)
    else
      await app.register(async (scope) => {
        scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: 16 * 1024 }, (_, text, done) =>
          done(null, { ...parseForm(String(text)) }),
        )
        addRoute(scope, handler)
      })
  }

  function addRoute(scope: FastifyInstance, handler: Handler): void {
    const { route } = handler
    const isForStrangers = route.publicOf !== undefined
    scope.route({
      method: route.method,
      url: route.path,
      config: {
        isAdmitted: true,
        ...(isForStrangers
          ? { rateLimit: { max: 60, timeWindow: '10 seconds', errorResponseBuilder: comeLater } }
          : {}),
      },
      handler: async (request, reply) => {
        const abort = new AbortController()
        request.raw.on('close', () => {
          if (!reply.raw.writableEnded) abort.abort()
        })
        const lang = langOf(request, config.lang)
        const { actor, uploads }: { actor?: Actor; uploads?: Uploads } = isForStrangers
          ? { actor: anonymous(addressOf(request)) }
          : await receive(request, route)
        try {
          const run = (as: Actor): Promise<unknown> =>
            kernel.run(
              handler,
              as,
              { params: request.params, query: request.query, body: uploads ? uploads.fields : request.body },
              { signal: abort.signal, lang, ...(uploads ? { uploads: uploads.files } : {}) },
            )
          const work = async (): Promise<unknown> => {
            const caller = actor ?? (await callerOf(request))
            if (isForStrangers) return run(caller)
            guardForgery(request)
            // A standing that changed was found out before anything was done: ask once more who calls.
            return run(caller).catch(async (error: unknown) => {
              if (!(error instanceof AppError && error.code === 'PLATFORM_STANDING_CHANGED')) throw error
              return run(await callerOf(request, 'anew'))
            })
          }
          const answer = isForStrangers
            ? await within(strangers, () => within(admission, work))
            : await within(admission, work)
          return await send(reply, request, answer, handler.route.response === 'file')
        } finally {
          await uploads?.wipe()
        }
      },
    })
  }

  /** Files come in at their sender's pace: they hold no place among those that are worked on. */
  async function receive(request: FastifyRequest, route: Route): Promise<{ actor?: Actor; uploads?: Uploads }> {
    if (!route.upload) return {}
    const actor = await within(admission, () => callerOf(request))
    guardForgery(request)
    // Of somebody who may not send files no byte is taken. Every refusal is told by `run`, which puts it on record.
    if (!isAdmitted(route, actor)) return { actor }
    if (kernel.ports.space?.isShort(Number(request.headers['content-length'] ?? 0)))
      throw new AppError('PLATFORM_DISK_FULL')
    const folder = join(config.home, 'quarantine')
    const limit = Math.min(config.uploadLimit, route.uploadLimit ?? Number.POSITIVE_INFINITY)
    const files = route.uploadLimit === undefined ? 50 : 1
    return { actor, uploads: await within(receiving, () => receiveUploads(request, folder, limit, files)) }
  }

  function isAdmitted(route: Route, actor: Actor): boolean {
    try {
      kernel.admit(route, actor)
      return true
    } catch {
      return false
    }
  }

  async function callerOf(request: FastifyRequest, anew?: 'anew'): Promise<Actor> {
    const query = request.query as Record<string, string | undefined>
    const post =
      (request.headers['x-vankho-post'] as string | undefined) ?? (request.method === 'GET' ? query['post'] : undefined)
    if (post !== undefined && !isId(post)) throw new AppError('PLATFORM_CHOOSE_POST')
    const authorization = request.headers.authorization
    const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined
    const secret = request.cookies[SECURE_COOKIE] ?? request.cookies[COOKIE]
    if (!secret && !bearer) return anonymous(addressOf(request))
    return ports.authenticate(
      {
        cookie: secret,
        bearer,
        post,
        address: addressOf(request),
        userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
      },
      anew,
    )
  }

  /** Requests that change something must come from our own pages: no plain form can send our header. */
  function guardForgery(request: FastifyRequest): void {
    if (request.method === 'GET' || request.method === 'HEAD' || request.headers.authorization) return
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('PLATFORM_FORBIDDEN')
    if (request.headers['x-vankho'] !== '1') throw new AppError('PLATFORM_FORBIDDEN')
  }

  async function send(
    reply: FastifyReply,
    request: FastifyRequest,
    answer: unknown,
    isFile: boolean,
  ): Promise<unknown> {
    reply.header('cache-control', 'no-store')
    if (answer === undefined || answer === null) return reply.code(204).send()
    const special = answer as {
      file?: FileAnswer['file']
      session?: SessionCookie
      body?: unknown
      [CREDENTIALS]?: SessionCookie
    }
    if (isFile && special.file) return sendFile(reply, request, special.file)
    const credentials = special[CREDENTIALS]
    if (credentials) setCookie(reply, request, credentials)
    return reply.send(answer)
  }

  function setCookie(reply: FastifyReply, request: FastifyRequest, session: SessionCookie): void {
    const secure = isSecure(request)
    const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
    const name = secure ? SECURE_COOKIE : COOKIE
    if (session.value === null) reply.clearCookie(name, options)
    else reply.setCookie(name, session.value, { ...options, maxAge: session.maxAgeSeconds })
  }

  async function sendFile(reply: FastifyReply, request: FastifyRequest, file: FileAnswer['file']): Promise<unknown> {
    const mayShow = file.inline === true && /^(application\/pdf|image\/(png|jpeg|webp))$/.test(file.mediaType)
    reply.header(
      'content-type',
      mayShow || !file.mediaType.startsWith('text/html') ? file.mediaType : 'application/octet-stream',
    )
    reply.header(
      'content-disposition',
      `${mayShow ? 'inline' : 'attachment'}; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    reply.header('x-content-type-options', 'nosniff')
    // What users upload is never rendered in our origin with rights of our pages.
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    const { bytes } = file
    if (typeof bytes === 'object' && 'sha256' in bytes) {
      reply.header('etag', `"${bytes.sha256}"`)
      reply.header('cache-control', 'private, no-cache')
      if (request.headers['if-none-match'] === `"${bytes.sha256}"`) return reply.code(304).send()
      reply.header('accept-ranges', 'bytes')
      const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
      if (range && (range[1] || range[2])) {
        const start = range[1] ? Number(range[1]) : Math.max(0, bytes.size - Number(range[2]))
        const end = range[1] && range[2] ? Math.min(Number(range[2]), bytes.size - 1) : bytes.size - 1
        if (start > end) return reply.code(416).header('content-range', `bytes */${bytes.size}`).send()
        reply
          .code(206)
          .header('content-range', `bytes ${start}-${end}/${bytes.size}`)
          .header('content-length', end - start + 1)
        return reply.send(await kernel.ports.blobs.open(bytes.sha256, { start, end }))
      }
      reply.header('content-length', bytes.size)
      return reply.send(await kernel.ports.blobs.open(bytes.sha256))
    }
    return reply.send(
      bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes,
    )
  }

  function sendProblem(reply: FastifyReply, request: FastifyRequest, cause: unknown): FastifyReply {
    let error = fromFastify(cause, config.uploadLimit)
    // A database that is away because its disk is full: that is what there is to say.
    if (error.code === 'PLATFORM_BUSY' && kernel.ports.space?.isShort())
      error = new AppError('PLATFORM_DISK_FULL', { cause })
    const problem = problemOf(error, request.id)
    if (problem.status >= 500 && !(cause instanceof AppError))
      log.error({ err: cause, id: request.id }, 'request failed')
    if (error.code === 'PLATFORM_OVERLOADED') shed.add(reply)
    if (problem.status === 429 || problem.status === 503)
      reply.header('retry-after', String(problem.facts?.['seconds'] ?? 2))
    return reply.code(problem.status).header('cache-control', 'no-store').type('application/problem+json').send(problem)
  }

  app.get('/health/live', async () => ({ status: 'ok' }))
  app.get('/health/ready', async (_, reply) => {
    const missing = await ports.readiness()
    return reply
      .code(missing.length === 0 ? 200 : 503)
      .send({ status: missing.length === 0 ? 'ok' : 'waiting', missing })
  })
  app.get('/metrics', async (request, reply) => {
    if (!isLoopback(addressOf(request))) throw new AppError('PLATFORM_FORBIDDEN')
    return reply.type(metrics.contentType).send(await metrics.text(kernel.ports.db.pool, admission.figures))
  })
  app.get('/api/welcome', () => within(admission, () => ports.welcome()))
  await describeApi(app, kernel.ports.rooms, ports.version, ports.webFolder === null)

  if (ports.webFolder && existsSync(join(ports.webFolder, 'index.html'))) {
    const web = ports.webFolder
    await app.register(fastifyStatic, {
      root: web,
      index: false,
      // `x.js.br` and `x.js.gz` lie beside `x.js` (vite.config.ts).
      preCompressed: true,
      // Addresses of screens end in a slash too (`/`, `/p/<post>/`); as folders they would be refused.
      allowedPath: (path) => !path.endsWith('/'),
      setHeaders: (response, path) => {
        response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    app.setNotFoundHandler((request, reply) => {
      if (request.method !== 'GET' || request.url.startsWith('/api/') || /\.\w{2,5}(\?|$)/.test(request.url))
        return sendProblem(reply, request, new AppError('PLATFORM_NOT_FOUND'))
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile('index.html')
    })
  } else app.setNotFoundHandler((request, reply) => sendProblem(reply, request, new AppError('PLATFORM_NOT_FOUND')))

  return {
    app,
    metrics,
    async listen() {
      await mkdir(join(config.home, 'quarantine'), { recursive: true, mode: 0o700 })
      await app.listen({ port: config.port, host: config.host })
      const found = app.server.address()
      const port = typeof found === 'object' && found ? found.port : config.port
      return (
        config.publicUrl ??
        `${config.tls ? 'https' : 'http'}://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`
      )
    },
    close: () => app.close(),
  }
}

const CREDENTIALS = Symbol('credentials')

/** Marks an answer so that the server sets (or clears) the session cookie with it. The secret never stands in the body. */
export function withSession<T extends object>(answer: T, session: SessionCookie): T {
  return Object.assign(answer, { [CREDENTIALS]: session })
}

/** The session cookie that an answer carries, for callers other than HTTP (tests). */
export function sessionOf(answer: unknown): SessionCookie | undefined {
  return (answer as { [CREDENTIALS]?: SessionCookie } | null)?.[CREDENTIALS]
}

function langOf(request: FastifyRequest, fallback: 'vi' | 'en'): 'vi' | 'en' {
  const wanted = request.headers['x-vankho-lang'] ?? (request.query as Record<string, unknown>)['lang']
  return wanted === 'en' || wanted === 'vi' ? wanted : fallback
}

function asciiName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[̀-ͯ]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\w.\- ]/g, '_')
}
