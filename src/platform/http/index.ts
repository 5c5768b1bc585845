/** HTTP: thin. Sessions and actors come from a port, everything else goes through the doorway. */

export { openApi } from './openapi.ts'
export { createHttpServer, type HttpPorts, type HttpServer } from './server.ts'
