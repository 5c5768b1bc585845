/**
 * Two application nodes on one PostgreSQL and one shared data folder, behind HAProxy with TLS: sessions and uploads belong to no node,
 * nobody forges an address, and a node killed under registration load loses nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { incoming } from '#modules/incoming/contract.ts'
import { desk, freePort, furnish, invite } from '../../test/product/index.ts'
import { startExternal } from '../../test/product/postgres.ts'
import { type RunningProcess, startProcess } from '../../test/product/process.ts'
import { startProxy } from '../../test/product/proxy.ts'
import { type Findings, findings, isWhole } from './findings.ts'
import { type Acknowledged, press, uploadFile, uploadFiles } from './load.ts'

export interface NodesReport extends Findings {
  readonly rounds: number
  readonly acknowledged: number
  /** Nodes that answered requests of one session. */
  readonly nodesOfOneSession: number
  /** A file that one node took, read and stored after that node had been killed. */
  readonly uploadSurvived: boolean
  readonly cookieIsSecure: boolean
  /** Address in the audit when the caller wrote another one into the header. */
  readonly addressInAudit: string
  readonly pastTheProxy: number
  /** Longest time without an acknowledged registration around a blow, ms. */
  readonly longestPause: number
}

/** @param rounds kills, of one node and the other by turns */
export async function killNodes(rounds: number, say: (line: string) => void = () => {}): Promise<NodesReport> {
  const database = await startExternal()
  const home = mkdtempSync(join(tmpdir(), 'vankho-nodes-'))
  const ports = [await freePort(), await freePort()]
  const settings = (port: number): Record<string, string> => ({
    VANKHO_HOME: home,
    PORT: String(port),
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    VANKHO_TRUST_PROXY: 'true',
    VANKHO_LOG: 'warn',
  })
  const nodes: RunningProcess[] = []
  let proxy: Awaited<ReturnType<typeof startProxy>> | null = null
  try {
    const office = await furnish(settings(ports[0]!), 'none')
    for (const port of ports) nodes.push(await startProcess(settings(port)))
    proxy = await startProxy(ports)
    const { base } = proxy
    await invite(settings(ports[0]!), base, office, 'registry')
    const served = { base, ...desk(base, office) }
    const { cookie, post } = await served.session('registry')
    const answeredBy = new Set<string>()
    for (let i = 0; i < 8; i++) {
      const answer = await fetch(`${base}/api/incoming/counts`, { headers: { cookie, 'x-vankho-post': post } })
      if (!answer.ok) throw new Error(`counts: ${answer.status} ${await answer.text()}`)
      answeredBy.add(answer.headers.get('x-node') ?? '')
    }
    await callAs(base, cookie, post, '203.0.113.99')
    const pastTheProxy = await fetch(`http://127.0.0.1:${ports[0]}/api/welcome`, {
      headers: { 'x-forwarded-for': '203.0.113.99', 'x-forwarded-proto': 'http' },
    })

    const acknowledged = new Map<string, Acknowledged>()
    let longestPause = 0
    let uploadSurvived = true
    for (let round = 0; round < rounds; round++) {
      const stop = { now: false }
      const load = Array.from({ length: 8 }, (_, i) => press(served, `n${round}c${i}`, acknowledged, stop))
      const files = uploadFiles(served, round, stop)
      const enough = acknowledged.size + 40
      for (let waited = 0; acknowledged.size < enough && waited < 60_000; waited += 20) await sleep(20)
      const at = round % 2
      const name = `truoc-khi-tat-${round}.txt`
      const sent = await uploadFile(served, name, `văn bản ${round} ${Math.random()}`)
      await nodes[at]!.kill()
      const blow = Date.now()
      // Others go on meanwhile: wait for as much again.
      const after = acknowledged.size + 40
      for (let waited = 0; acknowledged.size < after && waited < 60_000; waited += 20) await sleep(20)
      stop.now = true
      await Promise.all([...load, files])
      const times = [...acknowledged.values()].map((one) => one.toldAt).sort((a, b) => a - b)
      for (const [i, time] of times.entries())
        if (time >= blow && i > 0) longestPause = Math.max(longestPause, time - times[i - 1]!)
      uploadSurvived &&= sent.status < 300 && (await isStored(database, name))
      nodes[at] = await startProcess(settings(ports[at]!))
      say(`node ${at + 1} killed (${round + 1}/${rounds}): ${acknowledged.size} acknowledged`)
    }
    await (await served.as('registry', incoming)).counts()
    const addresses = await database.ask<{ address: string }>(
      `select distinct address from audit.entry where address is not null and address <> '127.0.0.1'`,
    )
    for (const node of nodes) await node.stop()
    return {
      rounds,
      acknowledged: acknowledged.size,
      nodesOfOneSession: answeredBy.size,
      uploadSurvived,
      cookieIsSecure: cookie.startsWith('__Host-'),
      addressInAudit: addresses.map(({ address }) => address).join(' '),
      pastTheProxy: pastTheProxy.status,
      longestPause,
      ...(await findings(database.adminUrl, home, acknowledged)),
    }
  } finally {
    for (const node of nodes) await node.stop()
    await proxy?.stop()
    await database.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Asks for what nobody may do, from another address of this machine, claiming yet another: the refusal is audited with an address. */
function callAs(base: string, cookie: string, post: string, claimed: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${base}/api/audit/entries`,
      {
        localAddress: '127.0.0.9',
        headers: { cookie, 'x-vankho-post': post, 'x-forwarded-for': claimed, forwarded: `for=${claimed}` },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    call.once('error', reject)
    call.end()
  })
}

/** A file waits for a minute at most: a killed node's work is given to the others after twenty seconds. */
async function isStored(database: Awaited<ReturnType<typeof startExternal>>, name: string): Promise<boolean> {
  for (let waited = 0; waited < 60_000; waited += 250) {
    const rows = await database.ask<{ state: string }>(
      `select i.state from intake.item i join intake.item_component ic on ic.item_id = i.id
         join records.component c on c.id = ic.component_id where c.file_name = '${name}'`,
    )
    if (rows.some(({ state }) => state === 'ready')) return true
    await sleep(250)
  }
  return false
}

/** True when nothing was lost and nobody was believed. */
export const isGood = (report: NodesReport): boolean =>
  isWhole(report) &&
  report.acknowledged > 0 &&
  report.nodesOfOneSession === 2 &&
  report.uploadSurvived &&
  report.cookieIsSecure &&
  report.addressInAudit === '127.0.0.9' &&
  report.pastTheProxy === 403
