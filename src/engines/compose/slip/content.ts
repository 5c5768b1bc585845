import { longDate, shortDate } from '../paper/wording.ts'

/** Phiếu giải quyết văn bản đến (NĐ 30/2020, Phụ lục IV, mẫu VII): what is known; the rest is dotted for the pen. */
export interface HandlingSlip {
  regime: 'state' | 'party'
  parentOrganization?: string
  organization: string
  /** Place of the slip, e.g. "Lam Hà"; with `date` (ISO) it makes the line at the right. */
  place?: string
  date?: string
  document: {
    /** Số đến and ngày đến (ISO), when registered. */
    arrivalNumber?: string
    arrivedOn?: string
    typeName: string
    symbol?: string
    /** ISO, perhaps partial. */
    issuedOn?: string
    issuer: string
    subject: string
  }
  /** Ý kiến chỉ đạo, phân phối of the leader. */
  leader?: {
    name?: string
    /** Đơn vị, cá nhân chủ trì. */
    lead?: string
    leadDueOn?: string
    /** Đơn vị, cá nhân phối hợp, each with its own deadline. */
    cooperating?: readonly { name: string; dueOn?: string }[]
    /** Words of direction. */
    direction?: string
    date?: string
  }
  /** Ý kiến of the head of the unit. */
  unitHead?: { name?: string; person?: string; dueOn?: string; opinion?: string; date?: string }
  /** Ý kiến đề xuất of the handler. */
  handler?: { name?: string; proposal?: string; date?: string }
  createdAt?: string
}

export interface SlipLine {
  label: string
  /** Empty: dotted for the pen, on that many lines. */
  value: string
  penLines: number
}

export interface SlipBlock {
  title: string
  lines: SlipLine[]
  /** Date and name under the block; dots where unknown. */
  date: string
  name: string
}

/** The slip's title and basis as printed. */
export const slipTitle = 'PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN'

/** The lines that tell which document it is about. */
export function documentLines({ document: about }: HandlingSlip): SlipLine[] {
  const dated = about.issuedOn ? `, ngày ${shortDate(about.issuedOn)}` : ''
  const arrived = about.arrivedOn ? `, ngày đến: ${shortDate(about.arrivedOn)}` : ''
  const line = (label: string, value: string | undefined): SlipLine => ({ label, value: value ?? '', penLines: 1 })
  return [
    ...(about.arrivalNumber ? [line('Số đến', `${about.arrivalNumber}${arrived}`)] : []),
    line('Tên loại văn bản', about.typeName),
    line('Số, ký hiệu, ngày tháng', about.symbol || dated ? `${about.symbol || 'không số'}${dated}` : ''),
    line('Cơ quan, tổ chức ban hành', about.issuer),
    line('Trích yếu nội dung', about.subject),
  ]
}

/** The three blocks of the form, from the leader to the handler. */
export function slipBlocks(slip: HandlingSlip): SlipBlock[] {
  const { leader = {}, unitHead = {}, handler = {} } = slip
  const due = (date: string | undefined) => (date ? ` (thời hạn: ${shortDate(date)})` : '')
  const cooperating = (leader.cooperating ?? []).map(({ name, dueOn }) => `${name}${due(dueOn)}`).join('; ')
  const line = (label: string, value: string | undefined, penLines = 1): SlipLine => ({
    label,
    value: value ?? '',
    penLines,
  })
  return [
    {
      title: 'Ý kiến chỉ đạo, phân phối của lãnh đạo cơ quan, tổ chức',
      lines: [
        line('Giao đơn vị, cá nhân chủ trì', leader.lead),
        line('Đơn vị, cá nhân phối hợp', cooperating),
        line('Thời hạn giải quyết', leader.leadDueOn && shortDate(leader.leadDueOn)),
        line('Ý kiến', leader.direction, 2),
      ],
      ...closing(leader),
    },
    {
      title: 'Ý kiến của lãnh đạo đơn vị',
      lines: [
        line('Giao cá nhân giải quyết', unitHead.person),
        line('Thời hạn giải quyết', unitHead.dueOn && shortDate(unitHead.dueOn)),
        line('Ý kiến', unitHead.opinion, 2),
      ],
      ...closing(unitHead),
    },
    {
      title: 'Ý kiến đề xuất của người giải quyết',
      lines: [line('Đề xuất', handler.proposal, 4)],
      ...closing(handler),
    },
  ]
}

function closing({ date, name }: { date?: string; name?: string }): { date: string; name: string } {
  const dated = date ? longDate(date) : 'ngày …… tháng …… năm 20……'
  return { date: dated.charAt(0).toUpperCase() + dated.slice(1), name: name ?? '' }
}

/** Place and date at the right of the head. */
export function placeAndDate({ place, date }: HandlingSlip): string {
  return `${place ?? '…………'}, ${date ? longDate(date) : 'ngày …… tháng …… năm 20……'}`
}
