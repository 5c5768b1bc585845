/** Words of the register books. Keys are the same in both languages. */
export default {
  title: 'Registers',
  print: 'Print register',
  column: {
    period: 'Period',
    title: 'Register',
    numbers: 'First – last',
    used: 'In use',
    cancelled: 'Cancelled',
    state: 'State',
  },
  state: { open: 'Open', locked: 'Locked', closed: 'Closed', reconciling: 'Being reconciled' },
  proposed: { label: 'Registers not yet open', line: '{{title}}, {{period}}: not open yet' },
  open: {
    verb: 'Open register',
    title: 'Open “{{title}}” for {{period}}?',
    consequence: 'Numbers start at 1 and run through the period; a number given is never given again.',
    done: '{{title}} is open',
  },
  move: {
    reason: 'Reason',
    open: {
      verb: 'Unlock',
      consequence: 'New numbers can be taken again, from the next one on.',
      done: '{{title}} is unlocked',
    },
    locked: {
      verb: 'Lock',
      consequence: 'Nobody can take a new number until it is unlocked. Work on what is registered goes on.',
      done: '{{title}} is locked',
    },
    closed: {
      verb: 'Close register',
      consequence: 'A closed register cannot be opened again. Its last number now is its last number for good.',
      done: '{{title}} is closed',
    },
  },
  reconcile: {
    why: 'The data was just restored from a backup; the last number still known here is {{last}}. Look at arrival stamps, the paper register and what was sent to find the last number given, then confirm. Books that share a series are confirmed together.',
    seen: 'Last number seen on paper',
    digits: 'Digits only; write 0 when no number was given yet',
    gaps: 'Numbers {{from}} to {{to}} become gaps with a reason; the next number is {{next}}.',
    noGaps: 'No number was lost; the next number is {{next}}.',
    verb: 'Confirm and reopen',
    done: '{{title}} is reconciled',
  },
  sheet: {
    lost: 'Number given before the data was restored',
    reason: 'Reason: {{reason}}',
    cancelled_one: 'Cancelled numbers ({{count}})',
    cancelled_other: 'Cancelled numbers ({{count}})',
    noCancelled: 'No number of this register was cancelled.',
    cancelledAt: 'Cancelled {{at}}',
  },
  empty: { title: 'No register yet', hint: 'Open the register of the year to start taking numbers.' },
}
