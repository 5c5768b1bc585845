/** Tells one document's life through the real doorway: each sentence is a request that somebody's post makes. */
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { acceptFiles } from '#modules/intake/index.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { Named, Received, Route } from '#platform/contract/index.ts'
import { addDays } from '#regimes/index.ts'
import type { Chance } from '../../tools/invented/chance.ts'
import type { Weeks } from './clock.ts'
import type { Paper } from './papers.ts'
import type { DemoBody } from './settle.ts'
import * as words from './words.ts'

export interface Direction {
  /** Given to a unit, straight to an officer, or to two units for information only. */
  readonly kind: 'unit' | 'officer' | 'inform'
  readonly workingDays?: number
  /** Another unit's head co-operates. */
  readonly help?: boolean
}

const CHANNELS = ['axis', 'email', 'post', 'axis', 'hand'] as const

export class Teller {
  readonly weeks: Weeks
  readonly chance: Chance
  readonly #kernel: Kernel
  readonly #body: DemoBody
  readonly #paper: Paper
  readonly #leader: Actor
  readonly #officer: Actor
  readonly #head: Actor
  #id = ''

  constructor(kernel: Kernel, body: DemoBody, paper: Paper, weeks: Weeks, chance: Chance) {
    this.#kernel = kernel
    this.#body = body
    this.#paper = paper
    this.weeks = weeks
    this.chance = chance
    const { actors } = body
    this.#leader = actors[chance.happens(0.7) ? 'leader' : 'deputy']!
    const officers = Object.entries(actors).flatMap(([key, actor]) => (key.startsWith('officer.') ? [actor] : []))
    this.#officer = chance.pick(officers)
    this.#head =
      Object.entries(actors).find(
        ([key, one]) => key.startsWith('head.') && one.unitId === this.#officer.unitId,
      )?.[1] ?? actors['head.0']!
  }

  get #registry(): Actor {
    return this.#body.actors['registry']!
  }

  #run<R extends Named<Route>>(
    route: R,
    actor: Actor,
    input: { params?: object; body?: object },
  ): Promise<Received<R>> {
    return this.#kernel.run(this.#kernel.handler(route), actor, input) as Promise<Received<R>>
  }

  /** Opens the document as somebody would before acting on it. */
  #look(actor: Actor): Promise<IncomingDetail> {
    return this.#run(incoming.get, actor, { params: { documentId: this.#id } })
  }

  async #act(route: Named<Route>, actor: Actor, body: object): Promise<void> {
    const { version } = await this.#look(actor)
    await this.#run(route, actor, { params: { documentId: this.#id }, body: { version, ...body } })
  }

  async #handle(
    route: Named<Route>,
    actor: Actor,
    body: object,
    which: (one: IncomingDetail['assignments'][number]) => boolean = (one) => one.isMine,
  ): Promise<void> {
    const detail = await this.#look(actor)
    const open = detail.assignments.find(
      (one) => which(one) && ['given', 'received', 'in_progress'].includes(one.state),
    )
    if (!open) throw new Error(`no open assignment of ${actor.name} on ${detail.subject}`)
    await this.#run(route, actor, { params: { assignmentId: open.id }, body: { version: open.version, ...body } })
  }

  #unitName(unitId: string | null): string {
    const at = this.#body.units.indexOf(unitId ?? '')
    return this.#body.plan.units[at]?.name ?? 'Văn phòng'
  }

  #say(list: readonly string[]): string {
    return this.chance.pick(list).replace('{unit}', this.#unitName(this.#officer.unitId))
  }

  async register(): Promise<void> {
    const { fields, isFromParty } = this.#paper
    const files = await this.#paper.files
    const { plan, books } = this.#body
    const bookId = plan.regime === 'party' && isFromParty ? books['incoming-party'] : undefined
    const intakeId = await this.#kernel.transact(this.#registry, 'intake.upload', (ctx) =>
      acceptFiles(
        ctx,
        files.map(({ bytes, truth }) => ({
          fileName: truth.fileName,
          mediaType: truth.mediaType,
          bytes,
          pageCount: truth.pages || null,
          role: truth.role,
        })),
      ),
    )
    const made = await this.#run(incoming.register, this.#registry, {
      body: {
        intakeId,
        fields: { ...fields, pageAmount: files[0]!.truth.pages || 1 },
        channel: this.chance.pick(CHANNELS),
        ...(bookId ? { bookId } : {}),
      },
    })
    this.#id = made.id
  }

  submit(): Promise<void> {
    return this.#act(incoming.submit, this.#registry, { to: this.#leader.postId })
  }

  propose(): Promise<void> {
    return this.#act(incoming.propose, this.#body.actors['chief']!, {
      to: this.#leader.postId,
      words: this.#say(words.PROPOSALS),
      lead: { unitId: this.#officer.unitId },
      workingDays: 5,
    })
  }

  direct({ kind, workingDays, help }: Direction): Promise<void> {
    const others = this.#body.units.filter((unit) => unit !== this.#officer.unitId)
    const body =
      kind === 'inform'
        ? { words: 'Chuyển các đơn vị để biết.', inform: others.slice(0, 2).map((unitId) => ({ unitId })) }
        : {
            words: this.#say(words.DIRECTIONS),
            lead: kind === 'unit' ? { unitId: this.#head.unitId } : { postId: this.#officer.postId },
            ...(help ? { cooperate: [{ postId: this.#helper.postId }] } : {}),
            workingDays,
          }
    return this.#act(incoming.direct, this.#leader, body)
  }

  get #helper(): Actor {
    const heads = Object.entries(this.#body.actors).flatMap(([key, one]) =>
      key.startsWith('head.') && one !== this.#head ? [one] : [],
    )
    return heads[0]!
  }

  /** The registry straight to the handler, where the rules say so. */
  assignStraight(): Promise<void> {
    return this.#act(incoming.assign, this.#registry, {
      lead: { postId: this.#officer.postId },
      workingDays: 10,
      words: 'Chuyển giải quyết theo quy chế làm việc.',
    })
  }

  /** A unit's head gives the unit's work to one of its officers. */
  async passOn(): Promise<void> {
    const detail = await this.#look(this.#head)
    const unit = detail.assignments.find((one) => one.unitId === this.#head.unitId && one.state === 'given')
    await this.#run(incoming.assign, this.#head, {
      params: { documentId: this.#id },
      body: {
        version: detail.version,
        assignmentId: unit?.id,
        lead: { postId: this.#officer.postId },
        words: this.chance.pick(words.PASSED_ON),
      },
    })
  }

  receive(): Promise<void> {
    return this.#handle(incoming.receive, this.#officer, {})
  }

  complete(): Promise<void> {
    const [result, type] = this.chance.pick(words.RESULTS)
    const replySymbol = type ? `${this.chance.int(11, 340)}/${type}-${this.#body.plan.abbreviation}` : null
    return this.#handle(incoming.complete, this.#officer, { result, replySymbol })
  }

  /** The co-operating head finishes his part. */
  help(): Promise<void> {
    return this.#handle(incoming.complete, this.#helper, { result: this.chance.pick(words.PARTS) })
  }

  askForTime(): Promise<void> {
    const until = addDays(dayOf(this.#kernel.ports.clock.now()), 14)
    return this.#handle(incoming.requestExtension, this.#officer, { until, reason: this.chance.pick(words.EXTENSIONS) })
  }

  grantTime(): Promise<void> {
    return this.#handle(
      incoming.decideExtension,
      this.#leader,
      { isGranted: true, words: 'Đồng ý gia hạn.' },
      (one) => one.extension !== null,
    )
  }

  sendBack(): Promise<void> {
    return this.#handle(incoming.sendBack, this.#officer, { reason: words.SENT_BACK })
  }

  openToAll(): Promise<void> {
    return this.#act(incoming.openToAll, this.#leader, { isOpen: true })
  }

  reopen(): Promise<void> {
    return this.#act(incoming.reopen, this.#leader, { reason: words.REOPENED })
  }

  cancel(): Promise<void> {
    return this.#act(incoming.cancel, this.#registry, { reason: this.chance.pick(words.CANCELLED) })
  }

  returnToSender(): Promise<void> {
    return this.#act(incoming.returnToSender, this.#registry, { reason: words.RETURNED })
  }
}
