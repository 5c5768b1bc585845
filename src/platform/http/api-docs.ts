/** The description of the interface, as JSON and as a page that needs no Internet. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Room } from '../action/index.ts'
import { openApi } from './openapi.ts'

/** @param isFirstStatic no other static files are served: the answer learns `sendFile` here */
export async function describeApi(
  app: FastifyInstance,
  rooms: readonly Room[],
  version: string,
  isFirstStatic: boolean,
): Promise<void> {
  const description = openApi(rooms, version)
  app.get('/api/openapi.json', async () => description)
  await app.register(fastifyStatic, {
    root: dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
    prefix: '/api/docs/',
    index: false,
    decorateReply: isFirstStatic,
    allowedPath: (path) => /^\/swagger-ui(-bundle)?\.(js|css)$/.test(path),
  })
  app.get('/api/docs', (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Văn Khố API</title><meta name="viewport" content="width=device-width, initial-scale=1">' +
          '<link rel="stylesheet" href="/api/docs/swagger-ui.css"><div id="api"></div>' +
          '<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></html>',
      ),
  )
  app.get('/api/docs/start.js', (_, reply) =>
    reply
      .type('text/javascript')
      .send(
        "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', supportedSubmitMethods: [], docExpansion: 'none', filter: true })",
      ),
  )
}
